var textSize = 18;
function zoomText(step) { textSize = Math.max(14, Math.min(30, textSize + step)); document.getElementById("ozoom").style.fontSize = textSize + "px"; }
function readAloud() { if (!window.speechSynthesis) { alert("您的浏览器不支持语音阅读"); return; } var words = document.getElementById("ozoom").innerText; window.speechSynthesis.cancel(); window.speechSynthesis.speak(new SpeechSynthesisUtterance(words)); }
function openIssue(link) { var box = document.getElementById("calendar"), day = link.innerText.trim(); if (!day) { return; } var month = box.getAttribute("data-day").slice(0, 7).replace("-", ""); location.href = "/pc/layout/" + month + "/" + ("0" + day).slice(-2) + "/node_01.html"; }
(function () { var areas = document.getElementsByTagName("area"); for (var i = 0; i < areas.length; i++) { areas[i].onmouseover = function () { this.style.cursor = "pointer"; }; } })();

var siteRoot = location.protocol + "//" + location.host;
function $id(id) { return document.getElementById(id); }
function navOver(li, id) { li.className += " hover"; var box = $id(id); if (box) { box.style.display = "block"; } }
function navOut(li, id) { li.className = li.className.replace(" hover", ""); var box = $id(id); if (box) { box.style.display = "none"; } }
function fontSize(step) { var body = $id("conter2018"); if (!body) { return; } body.style.fontSize = step == 2 ? "21px" : "15px"; body.style.lineHeight = step == 2 ? "2.2" : "1.9"; }
function checkComment(form) { var text = form.c.value.replace(/\s+/g, ""); if (text.length < 2) { alert("评论内容不能少于2个字"); return false; } if (text.length > 500) { alert("评论内容不能超过500个字"); return false; } return true; }
function show_page_list(total) { var box = $id("page_div"); if (!box || box.getAttribute("data-done")) { return; } var span = $id("allid"); if (span) { span.innerHTML = total; } box.setAttribute("data-done", "1"); }
var shareConfig = { "common": { "bdSnsKey": {}, "bdText": "", "bdMini": "2", "bdMiniList": false, "bdPic": "", "bdStyle": "0", "bdSize": "16" }, "share": {}, "image": { "viewList": ["weixin", "tsina", "sqq"], "viewText": "分享到：", "viewSize": "16" } };
function isPhone() { var agent = navigator.userAgent.toLowerCase(); var marks = ["iphone", "android", "windows phone", "symbianos", "ipod"]; for (var i = 0; i < marks.length; i++) { if (agent.indexOf(marks[i]) > -1) { return true; } } return false; }
function readCookie(name) { var all = document.cookie.split("; "); for (var i = 0; i < all.length; i++) { var pair = all[i].split("="); if (pair[0] == name) { return decodeURIComponent(pair[1]); } } return ""; }
function rollList(id, height, wait) { var list = $id(id); if (!list) { return; } var timer = null; function step() { if (list.scrollTop >= list.scrollHeight - height) { list.scrollTop = 0; } else { list.scrollTop += 1; } } list.onmouseover = function () { clearInterval(timer); }; list.onmouseout = function () { timer = setInterval(step, wait); }; timer = setInterval(step, wait); }
function today() { var d = new Date(); return d.getFullYear() + "年" + (d.getMonth() + 1) + "月" + d.getDate() + "日 星期" + "日一二三四五六".charAt(d.getDay()); }
if (window.addEventListener) { window.addEventListener("load", function () { rollList("rollnews", 300, 40); var images = document.getElementsByTagName("img"); for (var i = 0; i < images.length; i++) { if (images[i].width > 780) { images[i].style.width = "780px"; } } }, false); }

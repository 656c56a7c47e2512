function doZoom(size) { var zoom = document.getElementById("zoom"); zoom.style.fontSize = size + "px"; var all = zoom.getElementsByTagName("p"); for (var i = 0; i < all.length; i++) { all[i].style.fontSize = size + "px"; } }
function rowOver(row) { row.style.backgroundColor = "#f2f7fc"; }
function rowOut(row) { row.style.backgroundColor = ""; }
function shareTo(site) { var url = encodeURIComponent(location.href), title = encodeURIComponent(document.title); window.open("/was5/web/share?to=" + site + "&u=" + url + "&t=" + title, "_blank", "width=620,height=480"); }
function createPageHTML(count, current, name, ext) {
  if (count <= 1) { return; }
  var html = "";
  function link(n, text) { return "<a href=\"" + (n == 0 ? name + "." + ext : name + "_" + n + "." + ext) + "\">" + text + "</a> "; }
  if (current > 0) { html += link(0, "首页") + link(current - 1, "上一页"); }
  for (var n = Math.max(0, current - 4); n < Math.min(count, current + 5); n++) { html += n == current ? "<b>" + (n + 1) + "</b> " : link(n, n + 1); }
  if (current < count - 1) { html += link(current + 1, "下一页") + link(count - 1, "尾页"); }
  document.write(html);
}
function showDate() { var box = document.getElementById("nowdate"); if (!box) { return; } var d = new Date(), week = ["日", "一", "二", "三", "四", "五", "六"]; box.innerHTML = d.getFullYear() + "年" + (d.getMonth() + 1) + "月" + d.getDate() + "日 星期" + week[d.getDay()]; }
function addFavorite() { try { window.external.AddFavorite(location.href, document.title); } catch (e) { alert("请使用Ctrl+D收藏本页"); } }
function floatAd(id) { var box = document.getElementById(id); if (!box) { return; } var x = 50, y = 60, dx = 1, dy = 1; setInterval(function () { var w = document.documentElement.clientWidth - box.offsetWidth, h = document.documentElement.clientHeight - box.offsetHeight; if (x < 0 || x > w) { dx = -dx; } if (y < 0 || y > h) { dy = -dy; } x += dx; y += dy; box.style.left = x + "px"; box.style.top = y + "px"; }, 30); }
window.onload = showDate;

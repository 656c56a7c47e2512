"""Plain text that somebody saved from a page."""

from __future__ import annotations

import pytest

from pipelines.article import Article, NotArticle, read

SAVED = """\
您当前的位置 : 陇上新闻网  >  甘陇  >  甘陇播报  >  经济

青澜经开区为县域经济注入动力

 2025/01/09/ 15:48 来源:青澜日报 记者林晓岚

青澜经开区为县域经济注入动力

  陇上新闻网1月9日讯 据青澜日报报道(青澜日报记者林晓岚)去年青澜经开区总产值386.4亿元,增长11.2%。

  开发区去年新签约项目57个,其中投资十亿元以上的项目9个,临港装备制造企业的物流成本平均下降8%左右。

版权声明

1.本文为陇上新闻网原创作品。

2.所有原创作品,包括但不限于图片、文字及多媒体形式的新闻、信息等,未经著作权人合法授权,禁止一切形式的下载、转载使用或者建立镜像。违者将依法追究其相关法律责任。

3.陇上新闻网对外版权工作统一由陇上媒体版权中心受理对接。如需继续使用上述相关内容,请致电该中心,联系电话:0931-0000000。
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_saved_report(encoding: str, newline: str) -> None:
    raw = SAVED.replace("\n", newline).encode(encoding)
    result = read([raw], content_type="text/plain", filename="report.txt")
    assert isinstance(result, Article)
    assert result.title == "青澜经开区为县域经济注入动力"
    assert (result.published, result.origin) == ("2025-01-09T15:48+08:00", "青澜日报")
    assert (result.byline, result.section) == (("林晓岚",), "经济")
    assert len(result.paragraphs) == 2
    assert result.paragraphs[0].startswith("陇上新闻网1月9日讯")
    assert result.paragraphs[1].endswith("平均下降8%左右。")
    assert result.method == "text"


def test_text_without_a_headline_takes_the_name_of_its_file() -> None:
    text = "青澜经开区去年完成工业总产值386.4亿元，同比增长11.2%，规模以上企业增加到402家。" * 3
    result = read([text.encode()], content_type="text/plain", filename="青澜开发区年报.txt")
    assert isinstance(result, Article)
    assert result.title == "青澜开发区年报"


def test_a_few_words_are_no_article() -> None:
    assert isinstance(read(["待补".encode()], content_type="text/plain"), NotArticle)

"""Every fault of a network, a site, a page or this machine that a crawl must survive.

Fault → outcome; the tests hold each of these lines over real sockets.

| fault | outcome |
| --- | --- |
| slow drip of a body or a head | `unreachable`, timed out; asked again in later runs |
| connection reset before or amid the body | `unreachable`; half a page is no page |
| half or broken gzip, too few bytes, two lengths, broken chunks, no HTTP | `unreachable` |
| 100 MB, announced or not; gzip, deflate and zstd bombs | `too_large`, cut at 8 MB |
| head of an answer without end | `too_large`, cut at 256 KB |
| one header of a megabyte | `unreachable` |
| thousands of cookies | the page is read; no cookie is kept or sent back |
| redirect loop | `redirect_loop` after five |
| redirect or refresh off the site, into the network in any form of address | `off_site` |
| redirect to a file | `http_error` |
| redirect with line ends and headers in it | asked as an address, no header sent |
| a public name that leads into the network, by IPv4 or IPv6 | `private_address` |
| a name that leads elsewhere after it was judged | only the judged addresses are used |
| 500, 502, then the page | read after three requests |
| 503 with Retry-After, 403, 405, 412, 429, a challenge page | `refused`, the run stops |
| 404 | `http_error`, gone |
| no body, a picture called a page | `not_article` |
| billion laughs in a page or a feed, files named in one | nothing expanded or read |
| one line of 5 MB, 100,000 open elements, regex traps, endless digits | read |
| a page that ends or holds up its reader | `parse_failed`, kept; the next is read |
| a page that names another site as its own | kept under its own address |
| a pattern of a source file that an address could keep busy for ever | refused at load |
| endless paging, dated | `list_limit` at 400 lists, no day covered |
| endless paging, undated | five lists, days `list_undated` |
| a calendar of empty days | the days asked for and no others, `empty_list` |
| an e-paper's page of advertisements | no fault, the day is covered |
| lists that lead to themselves or to each other; a sitemap of itself | each asked once |
| a list of one line of 6 MB, or of 20,000 links | read |
| a feed that is broken or nested without end | `list_note` or `empty_list` |
| robots.txt without end, cut short, too large, off the site | `unreachable`, nothing is asked |
| robots.txt full of stars; one that leads to itself | read; taken for none |
| robots.txt of 403, 405, 412, 429, 503 with Retry-After | `refused`, held, nothing is asked |
| one id on every row, one number on two days | two reports |
| a report from tomorrow | taken, `clock_skew` |
| a server with a wrong clock | nothing changes |
| database locked for a while | waited for |
| database locked for good | one line, exit 1, nothing lost |
| disk full | `stopped`, whole reports only; the same command goes on from there |
| the crawl's process killed | said, and taken up by the same command |
"""

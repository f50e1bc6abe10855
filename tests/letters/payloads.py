"""What an attacker would type into a notice: bodies that fetch, bodies that exhaust, markup in plain words."""

CANARY = "{canary}"
HARMLESS = str.maketrans("<>&\"'", "++8*’")  # as wide, and no markup

FETCHING = (  # as HTML each of these asks for something that is not on the shelf
    '<img src="{canary}/a.png">',
    '<img src="file:///etc/passwd">',
    '<img srcset="{canary}/b.png 2x" src="{canary}/b.png">',
    '<link rel="stylesheet" href="{canary}/c.css">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<link rel="attachment" href="{canary}/d">',
    '<a rel="attachment" href="file:///etc/hosts">x</a>',
    '<style>@import url("{canary}/e.css");</style>',
    '<style>body{background:url("{canary}/f.png")}</style>',
    '<style>li{list-style-image:url("{canary}/g.png")}</style><ul><li>x</li></ul>',
    '<style>p::before{content:url("{canary}/h.png")}</style><p>x</p>',
    '<style>@font-face{font-family:Z;src:url("{canary}/i.ttf")}</style><p style="font-family:Z">x</p>',
    '<p style="border-image:url({canary}/j.png) 30">x</p>',
    '<p style="background:image-set(url({canary}/k.png) 1x)">x</p>',
    '<object data="{canary}/l.svg"></object>',
    '<embed src="{canary}/m.svg">',
    '<svg><image href="{canary}/n.png" width="9" height="9"/></svg>',
    '<svg><image xlink:href="file:///etc/passwd" width="9" height="9"/></svg>',
    '<svg><use href="{canary}/o.svg#x"/></svg>',
    "<svg><style>@import url({canary}/p.css);</style></svg>",
    "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">",
    '<img src="shelf:../fonts.conf">',
    '<img src="shelf:%2e%2e/letter.css">',
    '<base href="{canary}/"><img src="q.png">',
    '<img src="//127.0.0.1/r.png">',
)

TYPED = (  # as words these must stay words
    "<script>alert(1)</script>",
    "</td></tr></table><h1>AGREED</h1>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "{% include '/etc/passwd' %}",
    "<!-- <b>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "javascript:alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "]]><svg onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<div style='position:fixed;top:0'>",
    "</body></html>",
)

EXHAUSTING = {  # as HTML each of these wants more than a letter may use
    "a cell over a million columns": '<table><tr><td colspan="1000000">x</td></tr></table>',
    "a hundred thousand paths": "<svg>" + '<path d="M0 0h1v1z"/>' * 100_000 + "</svg>",
    "uses of uses": "<svg><g id='a0'><path d='M0 0h1'/></g>"
    + "".join(
        f"<g id='a{level}'>" + f"<use href='#a{level - 1}'/>" * 10 + "</g>" for level in range(1, 9)
    )
    + "<use href='#a8'/></svg>",
    "two hundred thousand words": "слово " * 200_000,
    "five hundred boxes deep": "<div>" * 500 + "x" + "</div>" * 500,
    "a page a line": "<p style='break-after:page'>x</p>" * 3_000,
}

#include "report/html.h"

/*
 * What all pages share.  Colours are named by what they mean and hold in both schemes;
 * each pair of text and ground has a contrast of 4.5 or more (WCAG 2.1, 1.4.3), and no
 * colour says anything that a word, an underline or a mark does not say too (1.4.1).
 * No generated content counts as text of the page.
 */
const char pk_html_css_base[] =
    ":root{color-scheme:light dark;--paper:#fff;--ground:#f4f3ef;--ink:#1c1e21;--soft:#5a606a;\n"
    "--line:#d8d6cf;--link:#0b57a4;--accent:#8f1d1d;--ok:#1a6b36;--okbg:#e4f3e8;--warn:#8a4b00;\n"
    "--warnbg:#fdf1da;--bad:#a3161f;--badbg:#fde7e7;--note:#3b5268;--notebg:#e9eff5;\n"
    "--c1:#2b6cb0;--c2:#b7791f;--c3:#2f855a;--c4:#97266d;--c5:#4c51bf;--c6:#9c4221;\n"
    "--sans:\"Noto Sans CJK SC\",\"Noto Sans SC\",\"Source Han Sans SC\",\"PingFang SC\",\n"
    "\"Microsoft YaHei\",\"Hiragino Sans GB\",\"WenQuanYi Micro Hei\",system-ui,sans-serif;\n"
    "--serif:\"Noto Serif CJK SC\",\"Noto Serif SC\",\"Source Han Serif SC\",\"Songti SC\",SimSun,\n"
    "serif}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#1b1d21;--ground:#131417;--ink:#e8e6e1;\n"
    "--soft:#a3a8b1;--line:#383c44;--link:#8ec2ff;--accent:#ff9d8f;--ok:#86d69f;--okbg:#16301f;\n"
    "--warn:#f3bd6a;--warnbg:#362811;--bad:#ff9a9a;--badbg:#3c1a1c;--note:#a9c1da;\n"
    "--notebg:#1d2732;--c1:#63a4e8;--c2:#dba343;--c3:#5cb88a;--c4:#d976b4;--c5:#9aa0f0;\n"
    "--c6:#e08b63}}\n"
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth}\n"
    "body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.75 var(--sans);\n"
    "overflow-wrap:anywhere}\n"
    "a{color:var(--link);text-underline-offset:.2em}\n"
    "a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "h1,h2,h3{line-height:1.4;font-weight:700;margin:0}\n"
    "svg{display:block;max-width:100%;height:auto}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9375em}\n"
    "th,td{border:1px solid var(--line);padding:.35em .6em;text-align:left;vertical-align:top}\n"
    "th{background:var(--ground);font-weight:600}\n"
    "td.num,th.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "thead{display:table-header-group}tr{break-inside:avoid}\n"
    ".scroll{overflow-x:auto}\n"
    "bdi.ctl{unicode-bidi:isolate;background:var(--badbg);color:var(--bad);border-radius:3px}\n"
    "bdi.ctl::before{content:attr(data-u);font:.7em/1 var(--sans);padding:0 .3em}\n"
    "@page{size:A4;margin:18mm 16mm}\n"
    "@media print{:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#000;--soft:#444;\n"
    "--line:#ccc;--link:#000;--accent:#8f1d1d;--ok:#1a6b36;--okbg:#e4f3e8;--warn:#8a4b00;\n"
    "--warnbg:#fdf1da;--bad:#a3161f;--badbg:#fde7e7;--note:#3b5268;--notebg:#e9eff5;\n"
    "--c1:#2b6cb0;--c2:#b7791f;--c3:#2f855a;--c4:#97266d;--c5:#4c51bf;--c6:#9c4221}\n"
    "body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    "a{color:inherit;text-decoration:none}.scroll{overflow:visible}\n"
    "h1,h2,h3{break-after:avoid}svg,figure{break-inside:avoid}.noprint{display:none!important}}\n";

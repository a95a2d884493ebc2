#include "report/planhtml_int.h"

/*
 * The page of a plan.  Wide: outline at the left, text, notes in the margin.  Narrow and
 * on paper: notes below their line.  Generated content (line numbers, tags, roles) is
 * for the eye: it is no text of the page and is not copied with it.
 */
const char pk_page_css[] =
    "main{max-width:86em;margin:0 auto;padding:0 1.25em 3em}\n"
    ".legend{position:sticky;top:0;z-index:5;display:flex;flex-wrap:wrap;gap:.1em 1em;\n"
    "justify-content:center;padding:.45em 1em;background:var(--paper);\n"
    "border-bottom:1px solid var(--line);font-size:.875em}\n"
    ".legend label{display:inline-flex;align-items:center;gap:.35em;cursor:pointer}\n"
    ".legend input{margin:0;accent-color:var(--soft)}\n"
    ".plan{margin-top:1.5em}\n"
    "article{min-width:0;background:var(--paper);border:1px solid var(--line);border-radius:6px;\n"
    "padding:2em clamp(1em,3vw,2.5em)}\n"
    "header{border-bottom:3px double var(--accent);padding-bottom:1em;margin-bottom:1.25em}\n"
    "h1{font:700 1.625em/1.4 var(--serif);color:var(--accent);text-wrap:balance}\n"
    ".source{margin:.35em 0 0;color:var(--soft);font-size:.875em}\n"
    ".figures{display:flex;flex-wrap:wrap;gap:.5em 1.75em;list-style:none;margin:.9em 0 0;padding:0;\n"
    "font-size:.9375em;color:var(--soft)}\n"
    ".figures b{font-size:1.25em;color:var(--ink);font-variant-numeric:tabular-nums}\n"
    ".figures .warn b{color:var(--warn)}.figures .fine b{color:var(--ok)}\n"
    "nav{font-size:.875em;line-height:1.5}\n"
    "nav h2{font-size:1em;margin:0 0 .5em;color:var(--soft)}nav h2~h2{margin-top:1.5em}\n"
    "nav ul{list-style:none;margin:0;padding:0}nav ul ul{padding-left:1em}\n"
    "nav li a{display:block;padding:.15em .4em;border-radius:4px;color:var(--ink);text-decoration:none}\n"
    "nav li a:hover{background:var(--notebg);text-decoration:underline}\n"
    "nav>ul>li>a,nav details>ul>li>a{font-weight:600}\n"
    "nav .m{color:var(--accent);margin-right:.15em}\n"
    ".lines{margin:0;display:flex;flex-wrap:wrap;gap:.3em}\n"
    ".lines a{padding:0 .5em;border:1px solid var(--warn);border-radius:4px;color:var(--warn);\n"
    "background:var(--warnbg);text-decoration:none;font-variant-numeric:tabular-nums}\n"
    ".side{display:none}\n"
    ".top{margin-bottom:1.25em;border:1px solid var(--line);border-radius:6px;padding:.5em .8em}\n"
    ".top summary{cursor:pointer;font-weight:600}.top details[open] summary{margin-bottom:.6em}\n"
    ".phases{margin:0 0 1.75em;padding:1em 1.1em .6em;background:var(--ground);border-radius:6px}\n"
    ".phases figcaption{font-weight:600;margin-bottom:.2em}\n"
    ".phases small{font-weight:400;color:var(--soft)}\n"
    ".phases svg{overflow:visible}.phases a{text-decoration:none}\n"
    ".phases .bar{fill:var(--c1);rx:3px}.phases a:hover .bar{fill:var(--accent)}\n"
    ".phases .bar.open{fill-opacity:.45;stroke:var(--c1);stroke-width:1;stroke-dasharray:4 3}\n"
    ".phases .name{font-weight:600}.phases .arrow{font-size:14px;font-weight:700}\n"
    ".phases a:hover .name{text-decoration:underline}.phases .narrow{display:none}\n"
    "@media (max-width:40em){.phases .narrow{display:inline}.phases .wide{display:none}}\n"
    "aside{margin:.3em 0 .6em}\n"
    ".note{margin:0 0 .35em;padding:.3em .65em;border-left:4px solid var(--note);\n"
    "background:var(--notebg);color:var(--note);border-radius:0 4px 4px 0;font-size:.8125rem;\n"
    "line-height:1.55}\n"
    ".note.warn{border-color:var(--warn);background:var(--warnbg);color:var(--warn)}\n"
    ".note code{font-size:.9em}\n"
    "footer{text-align:center;color:var(--soft);font-size:.8125em;padding:0 1em 2em}\n";

/* The rows of the text, and where they stand by width of the page. */
const char pk_page_css_rows[] =
    ".row{position:relative;padding:.12em 0 .12em 3em;scroll-margin-top:3.5em}\n"
    ".row::before{content:attr(data-n);position:absolute;left:0;top:.55em;width:2.4em;\n"
    "text-align:right;font:.75em/1.75 var(--sans);color:var(--soft);\n"
    "font-variant-numeric:tabular-nums}\n"
    ".row:target{background:var(--notebg);box-shadow:-.3em 0 0 var(--link)}\n"
    ".row:target::before{color:var(--link);font-weight:700}\n"
    "p.t,td.t,th.t{white-space:pre-wrap}\n"
    "p.t{margin:0;line-height:1.95}\n"
    ".d2{padding-left:4.2em}.d3{padding-left:5.4em}.d4{padding-left:6.4em}.d5{padding-left:7.2em}\n"
    ".title p.t{font:700 1.25em/1.5 var(--serif);text-align:center;padding:.6em 0}\n"
    ".item{margin-top:.55em}.item.d1{margin-top:1.1em}\n"
    ".item.d1 .h,.item.d1 .m{font-size:1.125em;color:var(--accent)}\n"
    ".h,.m{font-weight:700}\n"
    ".m[data-m]::before{content:attr(data-m) \" \";color:var(--soft)}\n"
    ".h[data-r]::after{content:attr(data-r);font:.6875rem/1 var(--sans);font-weight:400;\n"
    "color:var(--soft);border:1px solid var(--line);border-radius:3px;padding:.12em .4em;\n"
    "margin:0 .45em;vertical-align:.15em;white-space:nowrap}\n"
    ".notice,.furniture,.outside{color:var(--soft)}\n"
    ".outside{padding:0 1em;font-size:.9375em}\n"
    "@media (min-width:64em){.plan{display:grid;grid-template-columns:16.5em minmax(0,1fr);gap:1.75em}\n"
    ".side{display:block;position:sticky;top:3.25em;align-self:start;max-height:calc(100vh - 4.5em);\n"
    "overflow-y:auto;padding-right:.3em}.top{display:none}\n"
    ".noted{display:grid;grid-template-columns:minmax(0,1fr) 16.5em;gap:0 1.25em}\n"
    ".noted aside{margin:.35em 0}}\n"
    "@media (max-width:40em){main{padding:0 0 2em}article{border-width:1px 0;border-radius:0}\n"
    ".legend{position:static;justify-content:flex-start}.row,.d2,.d3,.d4,.d5{padding-left:0}\n"
    ".d3,.d4,.d5{padding-left:.8em}.row::before{position:static;display:block;width:auto;\n"
    "text-align:left;line-height:1;margin-top:.5em}.row:not(.noted)::before{display:none}}\n"
    "@media print{.item.d1{break-after:avoid}.legend{position:static;padding:0 0 1.2em;border:0}.legend input{display:none}\n"
    "main{max-width:none;padding:0}article{border:0;padding:0}.plan{display:block;margin:0}\n"
    ".plan+.plan{break-before:page}.row{padding-left:2.4em}.d2{padding-left:3em}\n"
    ".d3,.d4,.d5{padding-left:3.6em}.row::before{top:.35em;width:1.9em;left:0}\n"
    ".noted{display:block}.note{break-inside:avoid;max-width:34em}\n"
    "p.t{orphans:2;widows:2}footer{padding:1em 0 0}}\n";

/*
 * A kind of fact is told by its tag (in words), its underline and its colour, in this
 * order of weight.  A box of the legend that is not ticked takes all three away.
 */
#define KIND(k, light, dark, line)                                                                 \
	"." k "{--k:" light ";text-decoration-style:" line "}\n"                                   \
	"@media (prefers-color-scheme:dark){." k "{--k:" dark "}}\n"
#define OFF(k)                                                                                     \
	"body:has(#k-" k ":not(:checked)) main ." k                                                \
	"{background:none;text-decoration:none}body:has(#k-" k ":not(:checked)) main ." k           \
	"::after{display:none}\n"

const char pk_page_css_facts[] =
    ".f{--k:#555;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.22em;\n"
    "text-decoration-color:var(--k);text-decoration-skip-ink:none;border-radius:3px;\n"
    "background:color-mix(in srgb,var(--k) 11%,transparent)}\n"
    ".f[data-l]::after{content:attr(data-l);display:inline-block;text-decoration:none;\n"
    "font:.6875rem/1.45 var(--sans);color:var(--k);border:1px solid var(--k);border-radius:3px;\n"
    "padding:0 .3em;margin:0 .25em;vertical-align:.1em;white-space:nowrap;\n"
    "background:var(--paper)}\n"
    KIND("unit", "#1d5fa8", "#82b8f2", "solid")
    KIND("person", "#0f6e6e", "#6ccaca", "dotted")
    KIND("time", "#a8323e", "#f39aa2", "solid")
    KIND("due", "#a8323e", "#f39aa2", "double")
    KIND("target", "#2c6b32", "#8ccf92", "dashed")
    KIND("score", "#6b3fa0", "#c3a3ee", "wavy")
    KIND("money", "#855900", "#e0b45c", "double")
    KIND("evidence", "#7a4a2b", "#d9a987", "dotted")
    KIND("ref", "#55606b", "#aab4be", "dashed")
    KIND("contact", "#55606b", "#aab4be", "dotted")
    KIND("masked", "#a3161f", "#ff9a9a", "wavy")
    "@media print{.f{background:none}}\n"
    OFF("unit") OFF("person") OFF("time") OFF("target") OFF("score") OFF("money") OFF("evidence")
    OFF("ref") OFF("contact");

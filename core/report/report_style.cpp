// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_style.h"

#include "core/base/hash.h"

#include <cstdint>
#include <string_view>

namespace saferscope {
namespace {

constexpr const char* lightColours =
    "--page:#f4f5f8;--card:#fff;--sunken:#eef0f5;--border:#e0e3ea;--strong:#c3c9d4;--text:#1a202c;--muted:#586173;"
    "--accent:#4b4ac4;--chosen:#0d6894;--rejected:#a84c08;--warn:#7d5b00;--warnbg:#fff6dc;"
    "--h1:#f1ebfa;--h2:#eae0f8;--h3:#e1d2f4;--h4:#d6c0ef;--h5:#caafea;--h6:#bf9de4;--h7:#af89da;--h8:#9f75d1;"
    "--p1:#e0f0f9;--p2:#d0e8f5;--p3:#bfe0f2;--p4:#a5d1ea;--p5:#8bc2e2;--p6:#70b3da;--p7:#54a4d0;--p8:#4390bd;"
    "--n1:#feedda;--n2:#fde3c6;--n3:#fbd6af;--n4:#f8c390;--n5:#f4b170;--n6:#ef9d4d;--n7:#df8837;--n8:#ca7228;"
    "--s0:#4b4ac4;--s1:#c4600a;--s2:#06806a;--s3:#b03a84;--s4:#2b86c5;--s5:#8a6d00;--s6:#b53333;--s7:#5b6475;";
constexpr const char* darkColours =
    "--page:#14161b;--card:#1c1f26;--sunken:#25292f;--border:#2d323c;--strong:#454c5a;--text:#e7eaf0;--muted:#9fa8b8;"
    "--accent:#9da0ff;--chosen:#5db8e4;--rejected:#f09a4e;--warn:#e3bd4f;--warnbg:#332a12;"
    "--h1:#2c2741;--h2:#352b50;--h3:#3e2f5f;--h4:#493470;--h5:#563b80;--h6:#634291;--h7:#704aa3;--h8:#7d52b3;"
    "--p1:#1d2d3b;--p2:#1d3446;--p3:#1b3c52;--p4:#18445e;--p5:#194d6c;--p6:#1c587b;--p7:#1e6389;--p8:#216f99;"
    "--n1:#342823;--n2:#402d20;--n3:#4d311c;--n4:#5a3515;--n5:#693d16;--n6:#794518;--n7:#8a4e19;--n8:#9b571b;"
    "--s0:#9da0ff;--s1:#f2a056;--s2:#4cc9ae;--s3:#e88cc6;--s4:#74c2f5;--s5:#d9bd4a;--s6:#f58c8c;--s7:#aab3c3;";

constexpr const char* rules = R"css(
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Cantarell,sans-serif}
header,main,nav,.gate,footer{max-width:1100px;margin:0 auto;padding:0 20px}
header{padding-top:32px;padding-bottom:4px;position:relative}
h1{font-size:1.9rem;line-height:1.2;margin:0 5rem .3rem 0;overflow-wrap:anywhere}
h2{font-size:1.4rem;line-height:1.25;margin:0 0 .5rem}
h3{font-size:1.1rem;margin:1.5rem 0 .4rem;overflow-wrap:anywhere}
h4{font-size:1rem;margin:1rem 0 .25rem}
p{margin:.5rem 0;max-width:46rem}
a{color:var(--accent)}
.lead{color:var(--muted);margin:0}
section{background:var(--card);border:1px solid var(--border);border-radius:10px;padding:22px 24px;margin:20px 0}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;margin:.5rem 0;padding:0}
.note{color:var(--muted);font-size:.9rem}
.warn{background:var(--warnbg);border-left:4px solid var(--warn);padding:.5rem .8rem;border-radius:0 6px 6px 0}
.key{font-size:1.05rem}
.gate{margin-top:12px}
#show-all{position:absolute;opacity:0}
.all{display:inline-block;cursor:pointer;border:1px solid var(--strong);border-radius:6px;padding:.25rem .7rem;background:var(--card)}
#show-all:focus-visible ~ .gate .all,.show:focus-visible + label,button:focus-visible,a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.all::before{content:"\2610\00a0"}
#show-all:checked ~ .gate .all::before{content:"\2611\00a0"}
.show{position:absolute;opacity:0}
.show + label{cursor:pointer;font-size:.8rem;color:var(--accent);text-decoration:underline;display:inline-block;margin:.1rem 0}
.show:checked + label .off,.show:not(:checked) + label .on{display:none}
#show-all:checked ~ main .show + label{display:none}
.veil{filter:blur(10px);user-select:none;-webkit-user-select:none}
.show:checked ~ .veil,#show-all:checked ~ main .veil{filter:none;user-select:auto;-webkit-user-select:auto}
.veiled{position:relative;margin:.35rem 0;overflow:hidden}.note + .veiled{margin-top:-.35rem}
.data{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;background:var(--sunken);border-radius:6px;padding:.5rem .7rem;font-size:.92rem;line-height:1.7;overflow:hidden}
.data span{border-radius:3px;padding:.1em 0;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.bar{background:var(--strong)}
.peak{border-bottom:3px solid var(--text)}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
.sides h4{margin-top:.2rem}
.chosen{color:var(--chosen)}.rejected{color:var(--rejected)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:.6rem 0}
.facts dt{color:var(--muted)}.facts dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;font-size:.87rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);font-size:.85rem;padding-bottom:.35rem}
th,td{padding:.28rem .6rem .28rem 0;border-bottom:1px solid var(--border);text-align:left;vertical-align:top}
tbody th{font-weight:400;overflow-wrap:anywhere;min-width:4rem;unicode-bidi:isolate}
td{unicode-bidi:isolate}
td:not(.n){overflow-wrap:anywhere;min-width:3.5rem}
.sortable td:last-child:not(.n){min-width:13rem}
thead th{color:var(--muted);font-weight:600;vertical-align:bottom}
.n{text-align:right;white-space:nowrap}thead .n{white-space:normal}
th button{all:unset;cursor:pointer}
th button::after{content:"\2195";opacity:.45;padding-left:.2em}
th[aria-sort=ascending] button::after{content:"\2191";opacity:1}
th[aria-sort=descending] button::after{content:"\2193";opacity:1}
.card{border-top:1px solid var(--border);padding-top:.4rem;margin-top:1.2rem}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--accent);font-size:.9rem}
.matrices{display:flex;flex-wrap:wrap;gap:0 2.5rem}.matrices caption{min-width:15rem}
.confusion td,.confusion tbody th{text-align:center;padding:.25rem .7rem}
code{font-size:.9em;overflow-wrap:anywhere}
.formula{background:var(--sunken);border-radius:6px;padding:.5rem .8rem;overflow-x:auto;font-size:.92rem;max-width:46rem}
#theme{position:absolute;right:20px;top:34px;font:inherit;font-size:.85rem;color:var(--text);background:var(--card);border:1px solid var(--strong);border-radius:6px;padding:.2rem .6rem;cursor:pointer}
footer{padding-bottom:40px}
.legend{display:flex;align-items:center;gap:.15rem;font-size:.85rem;color:var(--muted);flex-wrap:wrap;margin:.4rem 0;max-width:none}
.legend i{display:inline-block;width:1.1rem;height:.9rem}
svg.chart{display:block;overflow:visible;width:100%;max-width:720px;height:auto;margin:.6rem 0;font-family:inherit}
svg text{fill:var(--text);font-size:13px}
svg .tick,svg .title{fill:var(--muted);font-size:12px}
svg .strong{font-weight:600}
svg .grid{stroke:var(--border);stroke-width:1}
svg .axis{stroke:var(--strong);stroke-width:1}
svg .whisker{stroke:var(--text);stroke-width:1.5}
svg .mark{stroke:var(--text);stroke-width:2;stroke-dasharray:3 2}
svg .level{stroke:var(--text);stroke-width:1.5;stroke-dasharray:6 4}
svg .level.other{stroke:var(--muted);stroke-dasharray:2 3}
svg .line{fill:none;stroke-width:2}
svg .band{stroke:none;opacity:.16}
svg .fill.soft{opacity:.7}
svg .fill.c-accent,svg .band.c-accent{fill:var(--accent)}
svg .fill.c-chosen{fill:var(--chosen)}svg .fill.c-rejected{fill:var(--rejected)}
svg .fill.c-muted,svg .band.c-muted{fill:var(--muted)}
svg .whisker.c-chosen{stroke:var(--chosen)}svg .whisker.c-rejected{stroke:var(--rejected)}svg .whisker.c-accent{stroke:var(--accent)}
)css";

constexpr const char* endRules = R"css(
@media(max-width:720px){.sides{grid-template-columns:1fr}section{padding:16px}}
@media print{
body{background:#fff;font-size:11pt}
section{border:0;padding:0;margin:1.2rem 0}
header,main,nav,.gate,footer{max-width:none;padding:0}
#theme,.all,.show + label{display:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.card,figure,tr,svg,.veiled{break-inside:avoid}
h2,h3,h4{break-after:avoid}
.scroll{overflow:visible}
table{font-size:8pt}th,td{padding-right:.35rem}.sortable td:last-child:not(.n){min-width:9rem}
.show:not(:checked) ~ .veil{visibility:hidden;filter:none;max-height:1.6em}
#show-all:checked ~ main .veil{visibility:visible;max-height:none}
}
)css";

constexpr const char* script = R"js(
(function(){
"use strict";
var root=document.documentElement;
function each(list,act){Array.prototype.forEach.call(list,act);}
var theme=document.getElementById("theme");
theme.hidden=false;
theme.addEventListener("click",function(){
var dark=root.dataset.theme?root.dataset.theme==="dark":matchMedia("(prefers-color-scheme: dark)").matches;
root.dataset.theme=dark?"light":"dark";
});
var all=document.getElementById("show-all");
function tell(){
each(document.querySelectorAll(".veiled"),function(box){
var own=box.querySelector(".show").checked;
var shown=own?true:all?all.checked:false;
box.querySelector(".veil").setAttribute("aria-hidden",shown?"false":"true");
});
}
document.addEventListener("change",tell);
tell();
function keyOf(row,column){
var cell=row.cells[column];
var value=cell.getAttribute("data-v");
return value===null?cell.textContent:value===""?NaN:Number(value);
}
function compare(x,y){
if(typeof x==="string"?true:typeof y==="string"){return String(x).localeCompare(String(y));}
return x-y;
}
each(document.querySelectorAll("table.sortable"),function(table){
var heads=table.tHead.rows[0].cells;
each(heads,function(head,column){
var button=document.createElement("button");
button.type="button";
button.textContent=head.textContent;
head.textContent="";
head.appendChild(button);
button.addEventListener("click",function(){
var up=head.getAttribute("aria-sort")==="descending";
each(heads,function(other){other.removeAttribute("aria-sort");});
head.setAttribute("aria-sort",up?"ascending":"descending");
var body=table.tBodies[0];
var rows=Array.prototype.slice.call(body.rows);
rows.sort(function(a,b){
var x=keyOf(a,column),y=keyOf(b,column);
var noX=x!==x,noY=y!==y;
if(noX){return noY?0:1;}
if(noY){return -1;}
return up?compare(x,y):compare(y,x);
});
rows.forEach(function(row){body.appendChild(row);});
});
});
});
})();
)js";

std::string heatRules() {
    std::string text;
    for (const char map : {'h', 'p', 'n'}) {
        for (int step = 1; step <= 8; ++step) {
            const std::string name = std::string(1, map) + std::to_string(step);
            text += "." + name + "{background:var(--" + name + ")}";
        }
    }
    for (int i = 0; i < 8; ++i) {
        const std::string name = "s" + std::to_string(i);
        text += "svg ." + name + "{stroke:var(--" + name + ")}svg .fill." + name + ",svg .band." + name +
                "{fill:var(--" + name + ")}svg .line." + name + "{fill:none}";
    }
    // Lines that lie close to each other differ in their dashes too.
    text +=
        "svg .line.s1,svg .line.s5{stroke-dasharray:7 3}svg .line.s2,svg .line.s6{stroke-dasharray:2 3}"
        "svg .line.s3,svg .line.s7{stroke-dasharray:8 3 2 3}svg .band{stroke:none}";
    return text;
}

std::string base64(const std::string& hex) {
    static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes += static_cast<char>(nibble(hex[i]) * 16 + nibble(hex[i + 1]));
    }
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out += i + k <= bytes.size() ? digits[group >> (18 - 6 * k) & 63u] : '=';
        }
    }
    return out;
}

}  // namespace

const std::string& reportStyle() {
    static const std::string style =
        std::string(":root{color-scheme:light dark;") + lightColours + "}\n" + "@media(prefers-color-scheme:dark){" +
        ":root:not([data-theme=light]){" + darkColours + "}}\n" + ":root[data-theme=dark]{color-scheme:dark;" +
        darkColours + "}\n:root[data-theme=light]{color-scheme:light}\n" +
        "@media print{:root:root:root{color-scheme:light;" + lightColours + "}}" + rules + heatRules() + endRules;
    return style;
}

const std::string& reportScript() {
    static const std::string text = script;
    return text;
}

std::string contentSecurityPolicy() {
    return "default-src 'none'; style-src 'sha256-" + base64(sha256Hex(reportStyle())) + "'; script-src 'sha256-" +
           base64(sha256Hex(reportScript())) + "'; img-src data:; base-uri 'none'; form-action 'none'";
}

}  // namespace saferscope

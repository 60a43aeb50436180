// SPDX-License-Identifier: GPL-3.0-or-later
// Number 13, chat templates: each is code from a stranger and runs in a child within bounds. What single operations
// cost is tests/text/test_template_hostile.cpp.
#include "core/base/random.h"
#include "tests/faults/opened_file.h"

#include <array>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;

namespace {

constexpr double seconds = 5.0;

/// Templates of the public cases (CVE-2024-34359, CVE-2026-5760 and their like) and of what could take time or memory.
/// All have to be refused.
std::vector<std::string> attacks() {
    std::vector<std::string> all = {
        // out of the data
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ messages.__class__.__base__.__subclasses__()[104].load_module('os').system('id') }}",
        "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
        "{{ self.__init__.__globals__.__builtins__.__import__('os').popen('id').read() }}",
        "{{ self._TemplateReference__context.cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ joiner.__init__.__globals__ }}",
        "{{ joiner | attr('__init__') }}", "{{ messages | attr('\\x5f\\x5fclass\\x5f\\x5f') | attr('mro') }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}", "{{ request.application.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}", "{{ (messages | first)['__class__'].__base__ }}",
        "{{ raise_exception.__globals__.x }}", "{{ range.__self__.x }}",
        "{{ messages | map(attribute='__class__.__mro__') | list | tojson | length + none }}",
        "{{ messages | map('attr', '__class__') | list }}", "{{ dict(a=1).__class__.x }}",
        "{{ '{0.__class__}'.format(messages) }}", "{{ '{:1000000000}'.format(1) }}", "{{ '%1000000000d' | format(1) }}",
        "{{ '%1000000000d' % 1 }}", "{{ 'a'.ljust(1000000000) }}", "{{ 'a'.center(1000000000) }}",
        "{{ 'a'.zfill(1000000000) }}", "{{ 'a' | center(1000000000) }}", "{{ 'a' | wordwrap(1) }}",
        "{{ '\t'.expandtabs(1000000000) }}", "{% include '/etc/passwd' %}", "{% import 'os' as os %}{{ os }}",
        "{% from 'os' import popen %}{{ popen('id') }}", "{% extends '/etc/passwd' %}",
        "{{ open('/etc/passwd').read() }}", "{{ lipsum(n=1000000) }}",
        "{% do messages.append(messages) %}{{ messages }}", "{% call f() %}{% endcall %}",
        // time
        "{% for i in range(10**9) %}{% endfor %}", "{% for i in range(1000000000) %}{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% for k in range(99999) %}{% endfor %}{% endfor %}{% "
        "endfor %}",
        "{% set ns = namespace(i=0) %}{% for i in range(99999) %}{% for j in range(99999) %}{% set ns.i = ns.i + 1 "
        "%}{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro f(g) %}{{ g(g) }}{{ g(g) }}{% endmacro %}{{ f(f) }}",
        "{% for i in range(99999) recursive %}{{ loop([1]) }}{% endfor %}",
        "{{ (('a' * 9999999) ~ 'b') in ('a' * 99999999) }}",
        "{% set a = 'a' * 3000000 %}{% for i in range(9999) %}{% if a | upper | lower | title == 'x' %}{% endif %}{% "
        "endfor %}",
        "{% set a = range(99999) | list %}{% for i in a %}{% set b = a | sort | reverse | list %}{% endfor %}",
        "{% set a = range(99999) | list %}{% for i in a %}{% if i in a and -1 in a %}{% endif %}{% endfor %}",
        // memory
        "{{ 'a' * 9999999999 }}", "{{ 'a' * 134217728 * 8 }}", "{{ [0] * 99999999 }}",
        "{{ range(99999) | list + range(99999) | list | map('string') | list * 99999 }}",
        "{% set ns = namespace(x='a') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set ns = namespace(x=[0]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set ns = namespace(x=[0]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
        "{% set ns = namespace(x='a') %}{% for i in range(60) %}{% set ns.x = ns.x | replace('a', 'aaaaaaaa') %}{% "
        "endfor %}",
        "{% set ns = namespace(x='a') %}{% for i in range(60) %}{% set ns.x = [ns.x] * 9 | join(ns.x) %}{% endfor %}",
        "{% for i in range(99999) %}{{ 'a' * 9999 }}{% endfor %}",
        "{% set x %}{% for i in range(99999) %}{{ 'a' * 9999 }}{% endfor %}{% endset %}{{ x }}",
        "{% for c in 'a' * 9999999 %}{% endfor %}",
        "{{ 'a ' * 9999999 | list | length }}{{ (('a ' * 9999999).split()) | length }}",
        "{{ 'a' | indent(999999999) }}",
        // numbers
        "{{ 9 ** 9 ** 9 }}", "{{ 10 ** 10000 }}", "{{ 9223372036854775807 + 1 }}", "{{ -9223372036854775807 - 2 }}",
        "{{ 9223372036854775807 * 2 }}", "{{ 1 // 0 }}", "{{ 1 % 0 }}", "{{ 1 / 0 }}",
        "{{ 123456789012345678901234567890 }}", "{{ (0 - 9223372036854775807 - 1) // -1 }}"};
    for (const auto& [open, middle, close] : std::vector<std::array<std::string, 3>>{
             {"{{ " + repeated("(", 100'000), "1", repeated(")", 100'000) + " }}"},
             {"{{ " + repeated("[", 100'000), "1", repeated("]", 100'000) + " }}"},
             {"{{ 1" + repeated("|abs", 100'000), "", " }}"},
             {"{{ " + repeated("not ", 100'000), "1", " }}"},
             {"{{ a" + repeated(".a", 100'000), "", " }}"},
             {"{{ a" + repeated("()", 100'000), "", " }}"},
             {"{{ 1 " + repeated("if 1 else 1 ", 50'000), "", " }}"},
             {repeated("{% if 1 %}", 30'000), "", repeated("{% endif %}", 30'000)},
             {"{% if 0 %}" + repeated("{% elif 0 %}", 80'000), "", "{% endif %}{{ 1 // 0 }}"},
             {std::string(2'000'000, 'x'), "", ""},
             {"{#" + std::string(900'000, 'x'), "", ""},
             {"{{ '" + std::string(900'000, 'x'), "", ""},
             {repeated("{{", 500'000), "", ""},
             {repeated("{% raw %}", 100'000), "", ""}}) {
        all.push_back(open + middle + close);
    }
    return all;
}

}  // namespace

TEST(attacks_are_refused_within_bounds) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "template";
    Series series;
    for (const std::string& source : attacks()) {
        writeBytes(path, source);
        const Opened opened = openFile("template", path);
        series.add(source.substr(0, 120), opened, seconds);
        if (opened.ended && opened.read) {
            series.fail(source.substr(0, 120) + ": " + opened.said);
        }
    }
    report({13, "chat templates of a stranger", series.tried, 0, series.crashed,
            "templates, all refused; a child without libtorch", series.slowest, series.peak});
    series.check();
}

// Pieces of the language, put together at random: most are refused, some render, none may take more.
TEST(templates_put_together_at_random_end) {
    const std::vector<std::string> pieces = {"{{ ",
                                             " }}",
                                             "{% ",
                                             " %}",
                                             "for i in range(99999)",
                                             "for m in messages",
                                             "endfor",
                                             "if ns.x",
                                             "endif",
                                             "set ns.x = ",
                                             "set ns = namespace(x=[], y='a')",
                                             "ns.x",
                                             "ns.y",
                                             "ns.x + [ns.x]",
                                             "ns.y ~ ns.y",
                                             "'a' * 99999",
                                             "[ns.x] * 999",
                                             "macro f(a, b=1)",
                                             "endmacro",
                                             "f(1)",
                                             "f(f)",
                                             "messages",
                                             " | tojson",
                                             " | join(ns.y)",
                                             " | replace('a', ns.y)",
                                             " | map('upper') | list",
                                             " | list",
                                             "range(99999)",
                                             "[0]",
                                             "[::2]",
                                             ".split('a')",
                                             " in ",
                                             " == ",
                                             " ~ ",
                                             " + ",
                                             " * ",
                                             "(",
                                             ")",
                                             "[",
                                             "]",
                                             "1",
                                             "'a'",
                                             "loop.index",
                                             "none",
                                             "\n",
                                             "text"};
    const TemporaryFolder folder;
    const auto path = folder.path() / "template";
    Random random(17);
    Series series;
    for (int i = 0, count = times(60, 2000); i < count; ++i) {
        std::string source = "{% set ns = namespace(x=[1], y='a') %}";
        for (std::uint64_t left = 3 + random.below(40); left > 0; --left) {
            // Half of the time something that is sound by itself.
            const std::string piece = pieces[random.below(pieces.size())];
            source += random.below(2) == 0 ? piece : "{{ " + piece + " }}";
        }
        writeBytes(path, source);
        series.add(source, openFile("template", path), seconds);
    }
    report({13, "chat templates put together at random", series.tried, 0, series.crashed,
            "templates; a child without libtorch", series.slowest, series.peak});
    series.check();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/text/chat_template.h"
#include "tests/support/check.h"

#include <array>
#include <ctime>

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::string repeated(const std::string& text, int count) {
    std::string made;
    for (int i = 0; i < count; ++i) {
        made += text;
    }
    return made;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double limitSeconds = 50.0;  // checked builds are some ten times slower
#else
constexpr double limitSeconds = 5.0;
#endif

/// Seconds of processor time (other programs do not count) until the template ended with an error; fails the test when
/// it rendered.
double timeToRefuse(const std::string& source, const std::vector<Message>& messages = {{"user", "hi"}}) {
    const std::clock_t start = std::clock();
    const auto parsed = ChatTemplate::parse(source, "hostile");
    if (parsed) {
        const auto rendered = parsed->render(messages, {});
        CHECK_EQ(source.substr(0, 200) + (rendered ? " rendered" : " refused"), source.substr(0, 200) + " refused");
    }
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

TEST(growth_is_stopped) {
    const std::vector<std::string> sources = {
        // a string that doubles
        "{% set ns = namespace(x='a') %}{% for i in range(100) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x | "
        "length }}",
        "{% set ns = namespace(x='a') %}{% for i in range(100) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set ns = namespace(x='ab') %}{% for i in range(100) %}{% set ns.x = ns.x.replace('a', ns.x) %}{% endfor %}",
        "{% set ns = namespace(x='ab') %}{% for i in range(100) %}{% set ns.x = ns.x | replace('b', ns.x) %}{% endfor "
        "%}",
        "{% set ns = namespace(x='ab') %}{% for i in range(100) %}{% set ns.x = [ns.x, ns.x] | join(ns.x) %}{% endfor "
        "%}",
        "{{ 'a' * 10000000000 }}", "{{ 'aaaaaaaa' * 9223372036854775807 }}", "{{ [1] * 10000000000 }}",
        "{{ 'a' | indent(100000000000) }}", "{{ range(1000000000) | list }}", "{{ 10 ** 100 }}",
        "{{ 9223372036854775807 + 1 }}", "{{ -9223372036854775807 - 2 }}", "{{ 3 ** 9223372036854775807 }}",
        "{{ 99999999999999999999 }}",
        // a list that doubles, shared or printed
        "{% set ns = namespace(x=[1]) %}{% for i in range(100) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x | "
        "tojson }}",
        "{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% set ns.y = "
        "[ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}",
        // values nested without end
        "{% set ns = namespace(x=[]) %}{% for i in range(100000) %}{% set ns.x = [ns.x] %}{% endfor %}",
        "{% set ns = namespace(x={}) %}{% for i in range(100000) %}{% set ns.x = {'a': ns.x} %}{% endfor %}",
        // output and steps
        "{% for i in range(100000) %}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' * 100 }}{% endfor %}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{{ i }}{% endfor %}{% endfor %}",
        "{% set x %}{% for i in range(100000) %}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' * 1000 }}{% endfor %}{% "
        "endset %}",
        // recursion
        "{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}",
        "{% macro f(x) %}{{ g(x) }}{{ g(x) }}{% endmacro %}{% macro g(x) %}{{ f(x) }}{{ f(x) }}{% endmacro %}{{ f(1) "
        "}}",
        "{% macro f(a=f()) %}{% endmacro %}{{ f() }}",
        // cycles
        "{% set ns = namespace() %}{% set ns.x = ns %}", "{% set ns = namespace() %}{% set ns.x = [ns] %}",
        "{% set ns = namespace() %}{% set ns.x = {'a': ns} %}", "{% set ns = namespace() %}{% set ns.x = dict(a=ns) %}",
        "{% set a = namespace() %}{% set b = namespace(x=a) %}"};
    for (const std::string& source : sources) {
        CHECK_EQ(timeToRefuse(source) < limitSeconds ? "in time" : source.substr(0, 200), std::string("in time"));
    }
}

TEST(slow_operations_are_charged_for) {
    const std::string loop = "{% for i in range(100000) %}{% for j in range(100000) %}";
    const std::string end = "{% endfor %}{% endfor %}";
    std::string keys;
    for (int i = 0; i < 30'000; ++i) {
        keys += "'k" + std::to_string(i) + "':1,";
    }
    const std::string longKey(400'000, 'k');
    const std::vector<std::string> sources = {
        // searches that take the product of both lengths where they are done naively
        "{% set b = ('a' * 5000000) %}" + loop + "{% if ('a' * 2000000 ~ 'b') in b %}{% endif %}" + end,
        "{% set a = ('a' * 1000) ~ 'b' %}{% set b = ('a' * 1000000) %}" + loop + "{% if a in b %}{% endif %}" + end,
        "{% set b = ('a' * 500000) %}" + loop + "{% set x = b.rfind('a' * 200000 ~ 'b') %}" + end,
        "{% set b = ('a' * 500000) %}" + loop + "{% set x = b.rsplit('a' * 200000 ~ 'b') %}" + end,
        "{% set b = ('a' * 1000000) %}" + loop + "{% set x = b.strip('b' * 1000000) %}" + end,
        // large things looked at again and again
        "{% set d = {" + keys + "} %}" + loop + "{{ d.zz }}" + end,
        "{% set d = {'" + longKey + "': 1} %}" + loop + "{{ d['" + longKey + "'] == 2 }}" + end,
        "{% set a = ('x' * 1000000) %}" + loop + "{{ a is lower }}" + end,
        "{% set a = ('é' * 1000000) %}" + loop + "{{ a | length }}{{ a[0] }}" + end,
        "{% set a = range(100000) | list %}" + loop + "{% set x = a | unique | list %}" + end,
        "{% set a = ('x y ' * 1000000) %}" + loop + "{% set z = a.split() %}" + end};
    for (const std::string& source : sources) {
        CHECK_EQ(timeToRefuse(source) < limitSeconds ? "in time" : source.substr(0, 200), std::string("in time"));
    }
}

TEST(deep_sources_are_refused_before_they_reach_the_stack) {
    for (const auto& [open, middle, close] : std::vector<std::array<std::string, 3>>{
             {"{{ " + repeated("(", 100'000), "1", repeated(")", 100'000) + " }}"},
             {"{{ " + repeated("[", 100'000), "1", repeated("]", 100'000) + " }}"},
             {"{{ " + repeated("{'a':", 100'000), "1", repeated("}", 100'000) + " }}"},
             {"{{ " + repeated("-", 100'000), "1", " }}"},
             {"{{ " + repeated("not ", 100'000), "1", " }}"},
             {"{{ " + repeated("1 + ", 100'000), "1", " }}"},
             {"{{ " + repeated("1 or ", 100'000), "1", " }}"},
             {"{{ " + repeated("1 if 1 else ", 50'000), "1", " }}"},
             {"{{ 'a'" + repeated("|trim", 100'000), "", " }}"},
             {"{{ a" + repeated(".a", 100'000), "", " }}"},
             {"{{ a" + repeated("[a", 100'000), "", repeated("]", 100'000) + " }}"},
             {repeated("{% if 1 %}", 20'000), "x", repeated("{% endif %}", 20'000)},
             {repeated("{% for a in b %}", 20'000), "x", repeated("{% endfor %}", 20'000)},
             {repeated("{% macro a() %}", 20'000), "x", repeated("{% endmacro %}", 20'000)},
             {std::string(2'000'000, 'x'), "", ""},
             {repeated("{{1}}", 150'000), "", ""}}) {
        const std::string source = open + middle + close;
        CHECK_EQ(timeToRefuse(source) < limitSeconds ? "in time" : source.substr(0, 200), std::string("in time"));
    }
}

TEST(nothing_but_the_data_can_be_reached) {
    for (const char* source : {"{{ messages.__class__.__mro__ }}",
                               "{{ ''.__class__.__base__.__subclasses__() }}",
                               "{{ self.x.y }}",
                               "{{ config.items() }}",
                               "{{ cycler.__init__.__globals__ }}",
                               "{{ lipsum.__globals__ }}",
                               "{{ [].append(1) }}",
                               "{{ messages.pop() }}",
                               "{{ open('/etc/passwd') }}",
                               "{{ ''.format(1) }}",
                               "{% import 'os' as os %}",
                               "{% include '/etc/passwd' %}",
                               "{% extends 'x' %}",
                               "{% block a %}{% endblock %}",
                               "{{ range.__call__(3) }}",
                               "{{ '%s' % messages }}",
                               "{{ namespace }}",
                               "{% set messages.x = 1 %}",
                               "{% set x = messages %}{% set x.y = 1 %}",
                               "{{ messages | attr('x') }}"}) {
        timeToRefuse(source);
    }
}

TEST(large_conversations_are_no_attack) {
    const auto parsed = ChatTemplate::parse(
        "{% for m in messages %}{{ '<' + m.role + '>' + m.content | trim + '</>' }}{% endfor %}", "t");
    CHECK_OK(parsed);
    const std::string huge(20'000'000, 'x');
    CHECK_OK(parsed->render({{"user", huge}, {"assistant", huge}}, {}));
    CHECK_OK(parsed->render(std::vector<Message>(20'000, {"user", "short"}), {}));
}

TEST(mangled_templates_end_in_a_result_or_an_error) {
    const std::string good =
        "{%- set ns = namespace(a=1) -%}{# c #}{% for m in messages if m.role != 'x' %}{{ m['content'] | trim ~ "
        "loop.index0 }}"
        "{% if loop.last and not (1 < 2 <= 3) %}{{ {'a': [1, 2.5, none]}['a'][1:] | tojson }}{% elif m is defined "
        "%}b{% else %}c{% endif %}"
        "{% endfor %}{% macro f(x, y='z') %}{{ x }}{% endmacro %}{{ f(1) if true else f(y=2, x=3) }}{% raw %}{{ {% "
        "endraw %}";
    CHECK_OK(ChatTemplate::parse(good, "t"));
    Random random(5);
    const std::string pool = "{}%#-+|.,()[]'\"\\ \nabin0129<>=~*/_is";
    for (int round = 0; round < 4000; ++round) {
        std::string text = good;
        for (std::uint64_t n = 1 + random.below(4); n > 0; --n) {
            const std::size_t at = random.below(text.size());
            switch (random.below(3)) {
                case 0:
                    text.erase(at, 1 + random.below(8));
                    break;
                case 1:
                    text[at] = pool[random.below(pool.size())];
                    break;
                default:
                    text.insert(at, text.substr(random.below(text.size()), random.below(20)));
            }
        }
        const auto parsed = ChatTemplate::parse(text, "t");
        if (parsed) {
            (void)parsed->render({{"user", "hi"}, {"assistant", "yo"}}, {"<s>", "</s>"});
        }
    }
}

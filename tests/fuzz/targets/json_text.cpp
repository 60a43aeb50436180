// SPDX-License-Identifier: GPL-3.0-or-later
// JSON text itself: our parser's bounds, and the functions that look at JSON as it is spelled. Input: the text.
#include "core/base/json.h"
#include "core/base/text_check.h"
#include "core/data/json_slice.h"
#include "tests/fuzz/fuzz_target.h"

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

std::vector<std::string> seeds() {
    return {R"({"a":[1,-2.5e3,true,null],"b":{"c":"d\u00e9\n\ud83d\ude42"},"a ":"\\\"x"})",
            "[[[[]]],{}]",
            " \"text\" ",
            "{\"\":{\"k\" : [ 1 , 2 ] } , \"z\" : \"\xe2\x80\xa8\" }",
            "\xef\xbb\xbf{}",
            std::string(70, '[') + std::string(70, ']')};
}

}  // namespace

FUZZ_TARGET(json_text, seeds) {
    MUST(isValidUtf8(toValidUtf8(input)));
    if (isValidUtf8(input)) {
        MUST_EQUAL(toValidUtf8(input), std::string(input));
    }
    std::string literal;
    appendJsonString(literal, input);
    const auto text = parseJson(literal, "the literal");
    MUST(text.has_value() && text->is_string());
    MUST_EQUAL(text->get<std::string>(), toValidUtf8(input));
    MUST(literal.find('\n') == std::string::npos && literal.find("\xe2\x80\xa8") == std::string::npos);

    const std::size_t depth = jsonDepth(input);
    const auto json = parseJson(input, "the text");
    if (!json) {
        MUST_BE_A_SENTENCE(json.error());
        static_cast<void>(topLevelKeys(input));
        return;
    }
    MUST(depth <= 65);
    const auto again = parseJson(dumpJson(*json), "the copy");
    MUST(again.has_value());
    MUST(dumpJson(*again) == dumpJson(*json));
    const std::string tight = withoutJsonSpace(input);
    const auto same = parseJson(tight, "the tight text");
    MUST(same.has_value() && dumpJson(*same) == dumpJson(*json));
    MUST_EQUAL(withoutJsonSpace(tight), tight);
    const auto keys = topLevelKeys(input);
    if (!json->is_object()) {
        MUST(keys.empty());
        return;
    }
    MUST_EQUAL(std::min<std::size_t>(json->size(), 1000), keys.size());
    for (const std::string& key : keys) {
        MUST(json->contains(key));
        const auto member = parseJson(jsonMemberText(input, key), "the member");
        MUST(member.has_value());
    }
}

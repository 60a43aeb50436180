// SPDX-License-Identifier: GPL-3.0-or-later
// Number 13, tokenizers: files of strangers and texts of a million characters, each in a child within bounds.
#include "core/base/json.h"
#include "core/base/random.h"
#include "tests/faults/opened_file.h"

#include <functional>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;

namespace {

constexpr double loadSeconds = 2.0;
constexpr double textSeconds = 5.0;
const std::string place = "/pre_tokenizer/pretokenizers/0/pattern/Regex";
const std::string llama3 =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

/// Byte-level, 256 tokens, with a pattern.
Json tokenizer(const std::string& pattern = llama3) {
    Json vocabulary = Json::object();
    const auto isPrinted = [](int byte) { return (byte >= 33 && byte < 127) || (byte >= 161 && byte != 173); };
    int others = 0;
    for (int byte = 0; byte < 256; ++byte) {
        const int point = isPrinted(byte) ? byte : 256 + others++;
        std::string spelling;
        if (point < 0x80) {
            spelling += static_cast<char>(point);
        } else {
            spelling += static_cast<char>(0xc0 | point >> 6);
            spelling += static_cast<char>(0x80 | (point & 0x3f));
        }
        vocabulary[spelling] = byte;
    }
    const Json split = {
        {"type", "Split"}, {"pattern", {{"Regex", pattern}}}, {"behavior", "Isolated"}, {"invert", false}};
    const Json bytes = {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"use_regex", false}};
    return {{"pre_tokenizer", {{"type", "Sequence"}, {"pretokenizers", Json::array({split, bytes})}}},
            {"decoder", {{"type", "ByteLevel"}}},
            {"added_tokens", Json::array()},
            {"model", {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", Json::array()}}}};
}

Json with(const std::string& pointer, Json value) {
    Json json = tokenizer();
    json[Json::json_pointer(pointer)] = std::move(value);
    return json;
}

Json normalizer(Json value) { return with("/normalizer", std::move(value)); }
Json replacing(const std::string& pattern, const std::string& content) {
    return {{"type", "Replace"}, {"pattern", {{"Regex", pattern}}}, {"content", content}};
}

/// `list` elements, each made by its number, in the place of "@" in a tokenizer.
std::string listed(Json json, const char* pointer, const char* open, const char* close, std::size_t count,
                   const std::function<std::string(std::size_t)>& element) {
    json[Json::json_pointer(pointer)] = "@";
    std::string text = json.dump();
    std::string list = open;
    for (std::size_t i = 0; i < count; ++i) {
        list += (i == 0 ? "" : ",") + element(i);
    }
    const auto at = text.find("\"@\"");
    return text.substr(0, at) + list + close + text.substr(at + 3);
}

struct HostileFile {
    std::string name;
    std::function<std::string()> bytes;
    bool refused = true;  ///< else it is sound, only large or odd
};

const std::vector<HostileFile>& hostileFiles() {
    using std::to_string;
    static const std::vector<HostileFile> files = {
        {"nothing", [] { return std::string(); }},
        {"zeros", [] { return std::string(4096, '\0'); }},
        {"10^6 brackets", [] { return repeated("[", 1'000'000); }},
        {"10^6 objects", [] { return repeated("{\"a\":", 1'000'000); }},
        {"30 million numbers", [] { return "{\"a\":[" + repeated("0,", 30'000'000) + "0]}"; }},
        {"20 million lists", [] { return "{\"a\":[" + repeated("[],", 20'000'000) + "0]}"; }},
        {"20 million texts", [] { return "{\"a\":[" + repeated("\"\",", 20'000'000) + "0]}"; }},
        {"a text of 60 MB", [] { return "{\"a\":\"" + std::string(60'000'000, 'x') + "\"}"; }},
        {"a file of 70 MB", [] { return "{\"a\":\"" + std::string(70'000'000, 'x') + "\"}"; }},
        {"a vocabulary of 3 million",
         [] {
             return listed(tokenizer(), "/model/vocab", "{", "}", 3'000'000,
                           [](std::size_t i) { return "\"z" + to_string(i) + "\":" + to_string(i); });
         }},
        {"a vocabulary of 900,000, sound",
         [] {
             return listed(tokenizer(), "/model/vocab", "{\"a\":0,", "}", 900'000,
                           [](std::size_t i) { return "\"z" + to_string(i) + "\":" + to_string(i + 1); });
         },
         false},
        {"3 million merges",
         [] {
             return listed(tokenizer(), "/model/merges", "[", "]", 3'000'000, [](std::size_t) { return "\"a b\""; });
         }},
        {"500,000 added tokens",
         [] {
             return listed(tokenizer(), "/added_tokens", "[", "]", 500'000, [](std::size_t i) {
                 return "{\"id\":" + to_string(300 + i) + ",\"content\":\"<x" + to_string(i) + ">\"}";
             });
         }},
        {"150,000 added tokens, sound",
         [] {
             return listed(tokenizer(), "/added_tokens", "[", "]", 150'000, [](std::size_t i) {
                 return "{\"id\":" + to_string(300 + i) + ",\"content\":\"<x" + to_string(i) + ">\"}";
             });
         },
         false},
        {"100,000 long added tokens",
         [] {
             return listed(tokenizer(), "/added_tokens", "[", "]", 100'000, [](std::size_t i) {
                 return "{\"id\":" + to_string(300 + i) + ",\"content\":\"" + to_string(i) + std::string(240, 'y') +
                        "\"}";
             });
         }},
        {"added tokens that a normalizer makes long",
         [] {
             Json json = normalizer({{"type", "Prepend"}, {"prepend", std::string(1024, 'p')}});
             return listed(json, "/added_tokens", "[", "]", 150'000, [](std::size_t i) {
                 return "{\"id\":" + to_string(300 + i) + ",\"content\":\"<x" + to_string(i) + ">\"}";
             });
         }},
        {"an added token of 10^6 bytes",
         [] {
             return with("/added_tokens", Json::array({{{"id", 300}, {"content", std::string(1'000'000, 'x')}}}))
                 .dump();
         }},
        {"an added token of no bytes",
         [] {
             return with("/added_tokens", Json::array({{{"id", 300}, {"content", ""}}})).dump();
         },
         false},
        {"an added token below zero",
         [] {
             return with("/added_tokens", Json::array({{{"id", -2}, {"content", "x"}}})).dump();
         }},
        {"an added token at 2^40",
         [] {
             return with("/added_tokens", Json::array({{{"id", 1LL << 40}, {"content", "x"}}})).dump();
         }},
        {"an added token nested deep",
         [] {
             return listed(tokenizer(), "/added_tokens", "[", "]", 1,
                           [](std::size_t) { return repeated("[", 100'000); });
         }},
        {"an id below zero", [] { return with("/model/vocab/zz", -1).dump(); }},
        {"an id of 2^33", [] { return with("/model/vocab/zz", 1LL << 33).dump(); }},
        {"an id of 1e30", [] { return with("/model/vocab/zz", 1e30).dump(); }},
        {"an id given twice", [] { return with("/model/vocab/zz", 5).dump(); }},
        {"an id of four million", [] { return with("/model/vocab/zz", 3'999'999).dump(); }, false},
        {"a token given twice",
         [] {
             return listed(tokenizer(), "/model/vocab", "{", "}", 2,
                           [](std::size_t i) { return "\"a\":" + to_string(i); });
         }},
        {"a token of 10^6 bytes", [] { return with("/model/vocab/" + std::string(1'000'000, 'a'), 300).dump(); },
         false},
        {"a merge of what is not there", [] { return with("/model/merges", Json::array({"a bc"})).dump(); }},
        {"a merge of nothing",
         [] {
             return with("/model/merges", Json::array({Json::array({"", "a"})})).dump();
         }},
        {"a merge that makes nothing new",
         [] {
             return with("/model/merges", Json::array({Json::array({"a", "b"})})).dump();
         }},
        {"a merge of three",
         [] {
             return with("/model/merges", Json::array({Json::array({"a", "b", "c"})})).dump();
         }},
        {"merges that nest",
         [] {
             return with("/model/merges", Json::array({Json::array({Json::array({"a", "b"}), "c"})})).dump();
         }},
        {"byte_fallback without its bytes",
         [] {
             Json json = with("/model/byte_fallback", true);
             json["model"]["vocab"].erase("~");
             return json.dump();
         }},
        {"a post-processor that adds what is not there",
         [] {
             return with("/post_processor",
                         {{"type", "TemplateProcessing"},
                          {"single", Json::array({{{"SpecialToken", {{"id", "x"}}}}, {{"Sequence", {{"id", "A"}}}}})},
                          {"special_tokens", {{"x", {{"ids", Json::array({123'456})}}}}}})
                 .dump();
         }},
        {"normalizers in normalizers",
         [] {
             Json inner = {{"type", "NFC"}};
             for (int i = 0; i < 60; ++i) {
                 Json outer = {{"type", "Sequence"}, {"normalizers", Json::array()}};
                 outer["normalizers"].push_back(std::move(inner));
                 inner = std::move(outer);
             }
             return normalizer(inner).dump();
         }},
        {"a pattern of 20,000 bytes", [] { return tokenizer(std::string(20'000, 'a')).dump(); }},
        {"a pattern that never closes", [] { return tokenizer("(a").dump(); }},
        {"a pattern with 500 groups in one another",
         [] { return tokenizer(repeated("(", 500) + repeated(")", 500)).dump(); }},
        {"a pattern of counts in counts", [] { return tokenizer("(((a{1,1000}){1,1000}){1,1000}){1,1000}").dump(); }},
        {"a pattern that steers the engine", [] { return tokenizer("(*LIMIT_MATCH=4000000000)(a+)+$").dump(); }},
        {"not UTF-8", [] { return std::string("{\"version\":\"\xff\xc0\"}"); }},
    };
    return files;
}

std::string repeatedTo(const std::string& piece, std::size_t bytes) { return repeated(piece, bytes / piece.size()); }

}  // namespace

TEST(hostile_files_are_refused_within_bounds) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "tokenizer.json";
    Series series;
    for (const HostileFile& file : hostileFiles()) {
        writeBytes(path, file.bytes());
        const Opened opened = openFile("tokenizer", path);
        series.add(file.name, opened, loadSeconds);
        if (opened.ended && opened.read == file.refused) {
            series.fail(file.name + ": " + opened.said);
        }
    }
    report({13, "tokenizer.json of a stranger", series.tried, 0, series.crashed, "files; a child without libtorch",
            series.slowest, series.peak});
    series.check();
}

TEST(patterns_that_never_end_are_stopped) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "tokenizer.json";
    const auto text = folder.path() / "text";
    std::string alternatives = "a*+b";
    std::string aheads;
    for (int i = 0; i < 1'500; ++i) {
        alternatives += "|a*+b";
        aheads += "(?!a*+b)";
    }
    // Each with the text it is slow on: exponential, polynomial, slow at every place, slow without a step that counts.
    const std::vector<std::pair<std::string, std::string>> patterns = {{"(a+)+$|b", "a"},
                                                                       {"(a|aa)+$", "a"},
                                                                       {"(?:a|a)*b|a", "a"},
                                                                       {"(x+x+)+y", "x"},
                                                                       {"a*b|a", "a"},
                                                                       {"a*?b|a", "a"},
                                                                       {"(?=a*b)a|a", "a"},
                                                                       {"(?<=a)a*b|a", "a"},
                                                                       {"(a*)\\1b|a", "a"},
                                                                       {"\\s*\\s*\\s*\\s*x|\\S", " "},
                                                                       {"a*a*a*a*a*b", "a"},
                                                                       {"(.*.*.*=.*)", "a"},
                                                                       {"(?:a(?R)?b)|a", "a"},
                                                                       {"(?:(?:a{0,200}){0,200}){0,1}b|a", "a"},
                                                                       {alternatives + "|a", "a"},
                                                                       {aheads + "b|a", "a"},
                                                                       {"(?i:É*)z|É", "é"}};
    Series series;
    const std::size_t used = static_cast<std::size_t>(times(3, static_cast<int>(patterns.size())));
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const auto& [pattern, piece] = patterns[(i * 7 + 4) % patterns.size()];
        if (i >= used) {
            break;
        }
        writeBytes(text, repeatedTo(piece, 1'000'000));
        writeBytes(path, tokenizer(pattern).dump());
        series.add("split by " + pattern.substr(0, 40), openFile("tokenizer", path, text.string()), textSeconds);
        writeBytes(path, normalizer(replacing(pattern, "x")).dump());
        series.add("replace " + pattern.substr(0, 40), openFile("tokenizer", path, text.string()), textSeconds);
        // Quick for half of the text, so that nothing is expected; and in many short pieces.
        writeBytes(text, repeatedTo("_", 500'000) + repeatedTo(piece, 500'000));
        series.add("then " + pattern.substr(0, 40), openFile("tokenizer", path, text.string()), textSeconds);
        Json cut = tokenizer(pattern);
        cut["added_tokens"] = Json::array({{{"id", 300}, {"content", "<s>"}, {"special", true}}});
        writeBytes(path, cut.dump());
        writeBytes(text, repeatedTo(repeated(piece, 30) + "<s>", 1'000'000));
        series.add("pieces, " + pattern.substr(0, 40), openFile("tokenizer", path, text.string()), textSeconds);
    }
    report({13, "patterns that never end, million-byte texts", series.tried, 0, series.crashed,
            "a pattern with a text; a child without libtorch", series.slowest, series.peak});
    series.check();
}

TEST(normalizers_cannot_make_a_text_huge) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "tokenizer.json";
    const auto text = folder.path() / "text";
    writeBytes(text, repeatedTo("a", 1'000'000));
    Json doubling = {{"type", "Sequence"}, {"normalizers", Json::array()}};
    Json turning = doubling;
    for (int i = 0; i < 16; ++i) {
        doubling["normalizers"].push_back(
            {{"type", "Replace"}, {"pattern", {{"String", "a"}}}, {"content", std::string(2, 'a')}});
        turning["normalizers"].push_back({{"type", "Replace"},
                                          {"pattern", {{"String", i % 2 == 0 ? "a" : "b"}}},
                                          {"content", i % 2 == 0 ? "b" : "a"}});
    }
    Series series;
    for (const auto& [name, value] : std::vector<std::pair<std::string, Json>>{
             {"a thousand for one", replacing("a", std::string(1'000, 'x'))},
             {"a thousand for none", replacing("(?=a)", std::string(1'000, 'x'))},
             {"twice, 16 times", doubling},
             {"there and back, 16 times", turning},
             {"a long text that is nowhere",
              {{"type", "Replace"}, {"pattern", {{"String", std::string(300'000, 'a') + "b"}}}, {"content", ""}}}}) {
        writeBytes(path, normalizer(value).dump());
        series.add(name, openFile("tokenizer", path, text.string()), textSeconds);
    }
    report({13, "normalizers that make texts grow", series.tried, 0, series.crashed, "a child without libtorch",
            series.slowest, series.peak});
    series.check();
}

TEST(a_million_characters_of_any_kind_are_encoded) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "tokenizer.json";
    const auto text = folder.path() / "text";
    const std::vector<std::pair<std::string, std::string>> texts = {
        {"^", repeatedTo("^", 1'000'000)},
        {"letters without a space", repeatedTo("a", 1'000'000)},
        {"spaces", repeatedTo(" ", 1'000'000)},
        {"line ends", repeatedTo("\n", 1'000'000)},
        {"combining marks", "a" + repeatedTo("\u0301\u0323", 2'000'000)},
        {"special tokens", repeatedTo("<s>", 300'000)},
        {"special tokens and spaces", repeatedTo("<s>  ", 500'000)},
        {"almost special tokens", repeatedTo("<s", 1'000'000)},
        {"emoji with joiners", repeatedTo("\U0001F469\u200d", 1'000'000)},
        {"ill-formed bytes", repeatedTo("\xff\xfe\xc0\x80\xed\xa0\x80", 1'000'000)},
        {"a mixture", [] {
             Random random(3);
             std::string made;
             while (made.size() < 1'000'000) {
                 made += static_cast<char>(random.below(256));
             }
             return made;
         }()}};
    Json merging = tokenizer();
    std::string run = "a";
    for (int i = 0; i < 16; ++i) {  // merges of merges of merges
        merging["model"]["merges"].push_back(Json::array({run, run}));
        run += run;
        merging["model"]["vocab"][run] = 400 + i;
    }
    Json chain = tokenizer();
    for (int i = 2; i < 2'000; ++i) {
        chain["model"]["merges"].push_back(Json::array({std::string(static_cast<std::size_t>(i) - 1, 'a'), "a"}));
        chain["model"]["vocab"][std::string(static_cast<std::size_t>(i), 'a')] = 400 + i;
    }
    Json composing = normalizer({{"type", "NFC"}});
    Json taking = tokenizer();
    for (Json* json : {&merging, &composing, &taking}) {
        (*json)["added_tokens"] = Json::array({{{"id", 300}, {"content", "<s>"}, {"special", true}}});
    }
    taking["added_tokens"][0]["lstrip"] = true;
    taking["added_tokens"][0]["rstrip"] = true;
    taking["added_tokens"].push_back({{"id", 301}, {"content", std::string(255, 'a') + "b"}, {"special", true}});
    Series series;
    int combination = 0;
    for (const auto& [kind, json] : {std::pair("merges", &merging), std::pair("a chain of merges", &chain),
                                     std::pair("NFC", &composing), std::pair("greedy added tokens", &taking)}) {
        writeBytes(path, json->dump());
        for (const auto& [name, bytes] : texts) {
            if (++combination % times(3, 1) !=
                0) {  // 3 divides neither the kinds nor the texts: some of each are tried
                continue;
            }
            writeBytes(text, bytes);
            const Opened opened = openFile("tokenizer", path, text.string());
            series.add(std::string(kind) + ", " + name, opened, textSeconds);
            const std::string whole = "to byte " + std::to_string(bytes.size()) + " of ";
            if (opened.ended && (!opened.read || opened.said.find(whole) == std::string::npos)) {
                series.fail(std::string(kind) + ", " + name + ": " + opened.said);
            }
        }
    }
    report({13, "a million characters of one kind", series.tried, 0, series.crashed,
            "texts, each encoded whole; a child without libtorch", series.slowest, series.peak});
    series.check();
}

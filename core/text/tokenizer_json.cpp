// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer_json.h"

#include "core/base/json_builder.h"

#include <fstream>
#include <optional>
#include <utility>

namespace saferscope {

namespace {

constexpr std::uint64_t maxRestBytes = 16u << 20;

std::string tooLarge() { return " is larger than " + std::to_string(TokenizerJson::maxFileBytes >> 20) + " MiB."; }

/// Sorts what the parser meets by where it stands.
class Reader : public nlohmann::json_sax<Json> {
public:
    Reader(TokenizerJson& file, const std::string& where) : m_file(file), m_where(where) {}

    bool null() override { return m_list == List::None ? m_rest.null() : scalar(Json()); }
    bool boolean(bool value) override { return m_list == List::None ? m_rest.boolean(value) : scalar(value); }
    bool number_integer(number_integer_t value) override {
        return m_list == List::Vocabulary && m_depth == 3 ? token(value)
               : m_list == List::None                     ? m_rest.number_integer(value)
                                                          : scalar(value);
    }
    bool number_unsigned(number_unsigned_t value) override {
        return m_list == List::Vocabulary && m_depth == 3
                   ? (value <= INT32_MAX ? token(static_cast<std::int64_t>(value)) : badId())
               : m_list == List::None ? m_rest.number_unsigned(value)
                                      : scalar(value);
    }
    bool number_float(number_float_t value, const string_t& text) override {
        return m_list == List::None ? m_rest.number_float(value, text) : scalar(value);
    }
    bool string(string_t& value) override {
        return m_list == List::Merges ? mergePart(value)
               : m_list == List::None ? m_rest.string(value)
                                      : scalar(std::move(value));
    }
    bool binary(binary_t&) override { return false; }

    bool key(string_t& name) override {
        if (m_list == List::Added) {
            return inEntry(m_entry.key(name));
        }
        if (m_list == List::Vocabulary) {
            m_spelling = std::move(name);
            return true;
        }
        m_key = name;
        if (m_depth == 1) {
            m_inModel = name == "model";
        }
        return m_rest.key(name);
    }

    bool start_object(std::size_t size) override {
        if (m_list == List::Vocabulary) {
            return badId();
        }
        if (m_list == List::Merges) {
            return badMerge();
        }
        ++m_depth;
        if (m_list == List::Added) {
            return inEntry(m_entry.start_object(size));
        }
        if (m_depth == 3 && m_inModel && m_key == "vocab") {
            m_list = List::Vocabulary;
            return first(m_seenVocabulary) || refuse(" has two vocabularies.");
        }
        return m_rest.start_object(size);
    }
    bool start_array(std::size_t size) override {
        if (m_list == List::Vocabulary) {
            return badId();
        }
        ++m_depth;
        if (m_list == List::Added) {
            return inEntry(m_entry.start_array(size));
        }
        if (m_list == List::Merges) {
            m_parts = 0;
            return m_depth == 4 || badMerge();
        }
        if (m_depth == 3 && m_inModel && m_key == "merges") {
            m_list = List::Merges;
            return first(m_file.hasMerges) || refuse(" has two lists of merges.");
        }
        if (m_depth == 2 && m_key == "added_tokens") {
            m_list = List::Added;
            return first(m_seenAdded) || refuse(" has two lists of added tokens.");
        }
        return m_rest.start_array(size);
    }
    bool end_object() override {
        --m_depth;
        if (m_list == List::Vocabulary) {
            m_list = List::None;
            return m_rest.null();  // in the place of what was taken out
        }
        return m_list == List::Added ? m_entry.end_object() && entryEnds() : m_rest.end_object();
    }
    bool end_array() override {
        --m_depth;
        if (m_list == List::Merges) {
            if (m_depth == 3) {
                return m_parts == 2 || badMerge();
            }
            m_list = List::None;
            return m_rest.null();
        }
        if (m_list == List::Added && m_depth > 1) {
            return m_entry.end_array() && entryEnds();
        }
        if (m_list == List::Added) {
            m_list = List::None;
            return m_rest.null();
        }
        return m_rest.end_array();
    }
    bool parse_error(std::size_t byte, const std::string& text, const nlohmann::detail::exception& why) override {
        return m_rest.parse_error(byte, text, why);
    }

    Error error() const {
        return m_error
                   ? *m_error
                   : Error{
                         ErrorCode::InvalidInput, m_where + (m_entryFailed ? m_entry.problem() : m_rest.problem()), {}};
    }
    Json takeRest() { return m_rest.take(); }

private:
    enum class List { None, Vocabulary, Merges, Added };

    static bool first(bool& seen) { return !std::exchange(seen, true); }
    bool inEntry(bool good) {
        m_entryFailed = !good;
        return good;
    }
    bool refuse(const std::string& what) {
        m_error = Error{ErrorCode::InvalidInput, m_where + what, {}};
        return false;
    }
    bool badId() { return refuse(": token \"" + m_spelling.substr(0, 60) + "\" has no valid id."); }
    bool badMerge() { return refuse(": a merge is not a pair of texts."); }

    TokenizerJson::Text keep(std::string_view text) {
        const TokenizerJson::Text place{static_cast<std::uint32_t>(m_file.texts.size()),
                                        static_cast<std::uint32_t>(text.size())};
        m_file.texts += text;
        return place;
    }

    bool token(std::int64_t id) {
        if (m_file.vocabulary.size() >= TokenizerJson::maxTokens) {
            return refuse(" has more than a million tokens.");
        }
        m_file.vocabulary.push_back({keep(m_spelling), id});
        return true;
    }

    // "a b", or one half of ["a", "b"].
    bool mergePart(const std::string& text) {
        if (m_depth == 4) {
            if (++m_parts > 2) {
                return badMerge();
            }
            (m_parts == 1 ? m_half : m_other) = keep(text);
            return m_parts == 1 || addMerge(m_half, m_other);
        }
        const std::size_t space = text.find(' ');
        if (space == std::string::npos || text.find(' ', space + 1) != std::string::npos) {
            return refuse(": the merge \"" + text.substr(0, 60) + "\" is not a pair.");
        }
        const auto whole = keep(text);
        const auto left = static_cast<std::uint32_t>(space);
        return addMerge({whole.offset, left}, {whole.offset + left + 1, whole.length - left - 1});
    }
    bool addMerge(TokenizerJson::Text left, TokenizerJson::Text right) {
        if (m_file.merges.size() >= TokenizerJson::maxMerges) {
            return refuse(" has more than two million merges.");
        }
        m_file.merges.push_back({left, right});
        return true;
    }

    // A value in one of the lists, where it is no token's id and no merge.
    bool scalar(Json value) {
        if (m_list == List::Vocabulary) {
            return badId();
        }
        if (m_list == List::Merges) {
            return badMerge();
        }
        return inEntry(m_entry.put(std::move(value))) && entryEnds();
    }

    bool entryEnds() {
        if (!m_entry.complete()) {
            return true;
        }
        if (m_file.addedTokens.size() >= AddedTokens::maxTokens) {
            return refuse(" has more than 200,000 added tokens.");
        }
        auto token = AddedTokens::readToken(m_entry.take(), m_where);
        m_entry = Entry();
        if (!token) {
            m_error = token.error();
            return false;
        }
        m_file.addedTokens.push_back(std::move(*token));
        return true;
    }

    /// One added token, a few hundred bytes.
    class Entry : public JsonBuilder {
    public:
        Entry() : JsonBuilder(64u << 10) {}
        bool put(Json value) {
            switch (value.type()) {
                case Json::value_t::string:
                    return string(value.get_ref<std::string&>());
                case Json::value_t::boolean:
                    return boolean(value.get<bool>());
                case Json::value_t::number_integer:
                    return number_integer(value.get<std::int64_t>());
                case Json::value_t::number_unsigned:
                    return number_unsigned(value.get<std::uint64_t>());
                case Json::value_t::number_float:
                    return number_float(value.get<double>(), {});
                default:
                    return null();
            }
        }
    };

    TokenizerJson& m_file;
    const std::string& m_where;
    JsonBuilder m_rest{maxRestBytes};
    Entry m_entry;
    bool m_entryFailed = false;
    List m_list = List::None;
    std::size_t m_depth = 0;  // open containers, also those of the lists
    std::string m_key;        // the last one met outside the lists
    bool m_inModel = false;
    bool m_seenVocabulary = false;
    bool m_seenAdded = false;
    std::string m_spelling;
    int m_parts = 0;
    TokenizerJson::Text m_half, m_other;
    std::optional<Error> m_error;
};

template <class... Input>
Result<TokenizerJson> readFrom(const std::string& where, Input&&... input) {
    TokenizerJson file;
    Reader reader(file, where);
    if (!Json::sax_parse(std::forward<Input>(input)..., &reader)) {
        return tl::unexpected<Error>(reader.error());
    }
    file.rest = reader.takeRest();
    if (!file.rest.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
    return file;
}

}  // namespace

Result<TokenizerJson> TokenizerJson::read(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (error || !std::filesystem::exists(status)) {
        return fail(ErrorCode::NotFound, "There is no file " + path.string() + ".");
    }
    if (!std::filesystem::is_regular_file(status)) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.");
    }
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > maxFileBytes) {
        return fail(ErrorCode::InvalidInput, path.string() + tooLarge());
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    auto read = readFrom(path.string(), file);
    if (file.bad()) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    return read;
}

Result<TokenizerJson> TokenizerJson::parse(std::string_view json, const std::string& where) {
    if (json.size() > maxFileBytes) {
        return fail(ErrorCode::InvalidInput, where + tooLarge());
    }
    return readFrom(where, json.begin(), json.end());
}

}  // namespace saferscope

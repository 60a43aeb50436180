// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/text_reader.h"

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/text_check.h"
#include "core/data/byte_source.h"
#include "core/data/record_splitter.h"

#include <fstream>
#include <vector>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t hashedWhole = 1ull << 30;
constexpr std::uint64_t hashedPart = 64ull << 20;

std::string sizeText(std::uint64_t bytes) {
    return bytes >= (1u << 20) ? std::to_string(bytes >> 20) + " MiB" : std::to_string(bytes) + " bytes";
}

const char* placeName(RecordSplitter::Form form) {
    switch (form) {
        case RecordSplitter::Form::Array:
            return "Element ";
        case RecordSplitter::Form::Parquet:
            return "Row ";
        case RecordSplitter::Form::Lines:
        case RecordSplitter::Form::Table:
            break;
    }
    return "Line ";
}

/// The readers below speak of pairs in their hints.
tl::unexpected<Error> aboutTexts(Error error) {
    if (error.hint.find("pair") != std::string::npos || error.hint.find(".jsonl") != std::string::npos) {
        error.hint = "Give JSON Lines with one text per line, or a .txt file; both may be compressed as .gz or .zst.";
    }
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace

struct TextReader::Impl {
    fs::path path;
    TextReaderOptions options;
    std::optional<RecordSplitter> records;
    std::optional<ByteSource> plain;  ///< a .txt file; read by the first next()
    bool plainRead = false;
    std::uint64_t skipped = 0;
    std::string firstSkipped;

    Result<std::optional<std::string>> refuse(std::string sentence) {
        if (!options.skipBad) {
            return fail(ErrorCode::InvalidInput, std::move(sentence),
                        records ? "Name the member that holds the text, correct the record, or leave bad ones out with "
                                  "--skip-bad."
                                : "Save it as UTF-8 text of one document, or leave bad files out with --skip-bad.");
        }
        if (skipped++ == 0) {
            firstSkipped = std::move(sentence);
        }
        return std::nullopt;
    }

    Result<std::optional<std::string>> readPlain();
    Result<std::optional<std::string>> documentOf(RawRecord& raw);
};

Result<std::optional<std::string>> TextReader::Impl::readPlain() {
    plainRead = true;
    std::string text;
    while (true) {
        const auto bytes = plain->read();
        if (!bytes) {
            return failure(bytes);
        }
        if (bytes->empty()) {
            break;
        }
        if (text.size() + bytes->size() > options.maxBytes) {
            return refuse(path.string() + " is one text of more than " + sizeText(options.maxBytes) + ".");
        }
        text += *bytes;
    }
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
        return refuse(path.string() + " is UTF-16 text.");
    }
    if (text.starts_with("\xef\xbb\xbf")) {
        text.erase(0, 3);
    }
    if (text.empty()) {
        return refuse(path.string() + " is empty.");
    }
    if (!isValidUtf8(text)) {
        return refuse(path.string() + " is not UTF-8 text.");
    }
    return text;
}

Result<std::optional<std::string>> TextReader::Impl::documentOf(RawRecord& raw) {
    const std::string where = placeName(records->form()) + std::to_string(raw.line) + " of " + path.string();
    if (!raw.problem.empty()) {
        return refuse(where + ": " + raw.problem + ".");
    }
    auto record = parseJson(raw.text, where);
    if (!record) {
        return refuse(record.error().message);
    }
    Json* text = &*record;
    if (record->is_object()) {
        const auto member = record->find(options.member);
        text = member == record->end() ? nullptr : &*member;
    }
    if (text == nullptr || !text->is_string()) {
        return refuse(where + " has no text \"" + options.member + "\".");
    }
    return std::move(text->get_ref<std::string&>());
}

TextReader::TextReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
TextReader::TextReader(TextReader&&) noexcept = default;
TextReader& TextReader::operator=(TextReader&&) noexcept = default;
TextReader::~TextReader() = default;

Result<TextReader> TextReader::open(const fs::path& path, TextReaderOptions options) {
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->options = std::move(options);
    if (innerExtension(path) == ".txt") {
        auto source = ByteSource::open(path, impl->options.maxTotalBytes);
        if (!source) {
            return aboutTexts(source.error());
        }
        impl->plain = std::move(*source);
    } else {
        auto splitter = RecordSplitter::open(path, impl->options.maxBytes, impl->options.maxTotalBytes);
        if (!splitter) {
            return aboutTexts(splitter.error());
        }
        impl->records = std::move(*splitter);
    }
    return TextReader(std::move(impl));
}

Result<std::optional<std::string>> TextReader::next() {
    Impl& impl = *m_impl;
    while (true) {
        if (impl.options.stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Stopped while reading texts.");
        }
        Result<std::optional<std::string>> document = std::nullopt;
        if (impl.plain) {
            if (impl.plainRead) {
                return std::nullopt;
            }
            document = impl.readPlain();
        } else {
            auto raw = impl.records->next();
            if (!raw) {
                return aboutTexts(raw.error());
            }
            if (!*raw) {
                return std::nullopt;
            }
            document = impl.documentOf(**raw);
        }
        if (!document) {
            return document;
        }
        if (*document) {
            return document;
        }
    }
}

std::uint64_t TextReader::skipped() const { return m_impl->skipped; }
const std::string& TextReader::firstSkipped() const { return m_impl->firstSkipped; }
std::uint64_t TextReader::bytesRead() const {
    return m_impl->plain ? m_impl->plain->bytesRead() : m_impl->records->bytesRead();
}
std::uint64_t TextReader::bytesTotal() const {
    return m_impl->plain ? m_impl->plain->bytesTotal() : m_impl->records->bytesTotal();
}

Result<std::string> textFileHash(const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        return fs::exists(path, error)
                   ? fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.")
                   : fail(ErrorCode::NotFound, "There is no file " + path.string() + ".", "Check the path.");
    }
    const std::uint64_t size = fs::file_size(path, error);
    if (error || size <= hashedWhole) {
        return sha256File(path);
    }
    Sha256 hash;
    hash.update(std::to_string(size) + "\n");
    std::ifstream file(path, std::ios::binary);
    std::vector<char> buffer(1u << 20);
    for (const std::uint64_t begin : {std::uint64_t{0}, size - hashedPart}) {
        file.seekg(static_cast<std::streamoff>(begin));
        for (std::uint64_t done = 0; done < hashedPart && file; done += buffer.size()) {
            file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
            hash.update(std::string_view(buffer.data(), static_cast<std::size_t>(file.gcount())));
        }
    }
    if (!file) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    return "parts-" + hash.hex();
}

}  // namespace saferscope

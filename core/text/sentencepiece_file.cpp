// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/sentencepiece_file.h"

#include "core/base/mapped_file.h"
#include "core/base/text_check.h"

#include <bit>
#include <cmath>
#include <optional>

namespace saferscope {

namespace {

/// One field of a protobuf message. Field numbers are those of SentencePiece's sentencepiece_model.proto.
struct Field {
    std::uint32_t number = 0;
    std::uint32_t wireType = 0;
    std::uint64_t value = 0;      ///< of a varint or a fixed number
    std::string_view bytes = {};  ///< of a length-delimited one
};

/// Reads the fields of a message in order. Nothing nests deeper than the callers look, so there is no recursion.
class Fields {
public:
    explicit Fields(std::string_view message) : m_rest(message) {}

    /// The next field; nothing at the end, and nothing with broken() at a fault.
    std::optional<Field> next() {
        if (m_rest.empty() || m_broken) {
            return std::nullopt;
        }
        Field field;
        std::uint64_t key = 0;
        bool good = varint(key) && key <= UINT32_MAX;
        field.number = static_cast<std::uint32_t>(key >> 3);
        field.wireType = static_cast<std::uint32_t>(key & 7);
        good = good && field.number > 0;
        switch (field.wireType) {
            case 0:
                good = good && varint(field.value);
                break;
            case 1:
                good = good && fixed(8, field.value);
                break;
            case 2: {
                std::uint64_t length = 0;
                good = good && varint(length) && length <= m_rest.size();
                if (good) {
                    field.bytes = m_rest.substr(0, length);
                    m_rest.remove_prefix(length);
                }
                break;
            }
            case 5:
                good = good && fixed(4, field.value);
                break;
            default:  // groups were never used by this format
                good = false;
        }
        m_broken = !good;
        return good ? std::optional(field) : std::nullopt;
    }
    bool broken() const { return m_broken; }

private:
    bool varint(std::uint64_t& value) {
        value = 0;
        for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<std::uint8_t>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7fu} << shift;
            if (byte < 0x80) {
                return true;
            }
        }
        return false;
    }
    bool fixed(std::size_t size, std::uint64_t& value) {
        if (m_rest.size() < size) {
            return false;
        }
        value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::uint64_t{static_cast<std::uint8_t>(m_rest[i])} << (8 * i);
        }
        m_rest.remove_prefix(size);
        return true;
    }

    std::string_view m_rest;
    bool m_broken = false;
};

bool readPiece(std::string_view message, SentencePieceFile::Piece& piece) {
    Fields fields(message);
    while (const auto field = fields.next()) {
        if (field->number == 1 && field->wireType == 2) {
            piece.text = field->bytes;
        } else if (field->number == 2 && field->wireType == 5) {
            piece.score = std::bit_cast<float>(static_cast<std::uint32_t>(field->value));
        } else if (field->number == 3 && field->wireType == 0) {
            if (field->value < 1 || field->value > 6) {
                return false;
            }
            piece.type = static_cast<SentencePieceFile::Type>(field->value);
        }
    }
    return !fields.broken() && !piece.text.empty() && piece.text.size() <= SentencePieceFile::maxPieceBytes &&
           std::isfinite(piece.score) && isValidUtf8(piece.text);
}

bool readTrainer(std::string_view message, SentencePieceFile& file) {
    Fields fields(message);
    while (const auto field = fields.next()) {
        if (field->wireType != 0) {
            continue;
        }
        switch (field->number) {
            case 3:
                if (field->value < 1 || field->value > 4) {
                    return false;
                }
                file.algorithm = static_cast<SentencePieceFile::Algorithm>(field->value);
                break;
            case 24:
                file.whitespaceAsSuffix = field->value != 0;
                break;
            case 35:
                file.byteFallback = field->value != 0;
                break;
            default:
                break;
        }
    }
    return !fields.broken();
}

bool readNormalizer(std::string_view message, SentencePieceFile& file) {
    Fields fields(message);
    while (const auto field = fields.next()) {
        if (field->number == 2 && field->wireType == 2) {
            file.charsMap = field->bytes;
        } else if (field->wireType == 0 && field->number >= 3 && field->number <= 5) {
            (field->number == 3   ? file.addDummyPrefix
             : field->number == 4 ? file.removeExtraWhitespaces
                                  : file.escapeWhitespaces) = field->value != 0;
        }
    }
    return !fields.broken();
}

}  // namespace

Result<SentencePieceFile> SentencePieceFile::read(const std::filesystem::path& path) {
    const auto mapped = MappedFile::open(path);
    if (!mapped) {
        return failure(mapped);
    }
    const auto bytes = mapped->bytes();
    return parse({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path.string());
}

Result<SentencePieceFile> SentencePieceFile::parse(std::string_view bytes, const std::string& where) {
    if (bytes.size() > maxFileBytes) {
        return fail(ErrorCode::InvalidInput, where + " is larger than 32 MiB.",
                    "A SentencePiece model has a few megabytes.");
    }
    SentencePieceFile file;
    Fields fields(bytes);
    bool good = true;
    while (const auto field = good ? fields.next() : std::nullopt) {
        if (field->wireType != 2) {
            continue;
        }
        if (field->number == 1) {
            good = file.pieces.size() < maxPieces && readPiece(field->bytes, file.pieces.emplace_back());
        } else if (field->number == 2) {
            good = readTrainer(field->bytes, file);
        } else if (field->number == 3) {
            good = readNormalizer(field->bytes, file);
        }
    }
    if (!good || fields.broken() || file.pieces.empty()) {
        // tiktoken's lists have the same name: a token in base64, a space, its rank.
        const std::string_view line = bytes.substr(0, bytes.find('\n'));
        const bool ranks =
            line.size() < 2000 && line.find(' ') != std::string_view::npos &&
            line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= ") ==
                std::string_view::npos;
        return fail(ErrorCode::InvalidInput,
                    where + (ranks ? " is a list of ranks as tiktoken has, not a SentencePiece model."
                                   : " is no SentencePiece model, or a damaged one."),
                    "Get the model's tokenizer.json, or save one with Hugging Face's fast tokenizers.");
    }
    return file;
}

}  // namespace saferscope

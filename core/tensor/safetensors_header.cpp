// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/safetensors_header.h"

#include "core/base/text_check.h"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>

namespace saferscope {

namespace {

struct DTypeRow {
    DType dtype;
    const char* name;
    std::size_t size;
};
constexpr std::array dtypes = {
    DTypeRow{DType::F64, "F64", 8},   DTypeRow{DType::F32, "F32", 4}, DTypeRow{DType::F16, "F16", 2},
    DTypeRow{DType::BF16, "BF16", 2}, DTypeRow{DType::I64, "I64", 8}, DTypeRow{DType::I32, "I32", 4},
    DTypeRow{DType::I16, "I16", 2},   DTypeRow{DType::I8, "I8", 1},   DTypeRow{DType::U8, "U8", 1},
    DTypeRow{DType::Bool, "BOOL", 1},
};

const DTypeRow& rowOf(DType dtype) { return dtypes[static_cast<std::size_t>(dtype)]; }

/// A state machine over JSON events: it holds nothing but finished entries and the one being read.
class HeaderReader final : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit HeaderReader(SafetensorsHeader& header) : m_header(header) {}
    const std::string& problem() const { return m_problem; }

    bool start_object(std::size_t) override {
        switch (m_place) {
            case Place::Start:
                m_place = Place::Top;
                return true;
            case Place::TopValue:
                if (m_key == "__metadata__") {
                    if (m_sawMetadata) {
                        return refuse("has \"__metadata__\" twice");
                    }
                    m_sawMetadata = true;
                    m_place = Place::Metadata;
                } else if (m_header.entries.size() == maxTensors) {
                    return refuse("has more than " + std::to_string(maxTensors) + " tensors");
                } else {
                    m_nameBytes += m_key.size();
                    if (m_nameBytes > maxNameBytes) {
                        return refuse("has tensors with names of more than " + std::to_string(maxNameBytes >> 20) +
                                      " MiB together");
                    }
                    m_entry = {};
                    m_entry.name = std::move(m_key);
                    m_sawDtype = m_sawShape = m_sawOffsets = false;
                    m_place = Place::Tensor;
                }
                return true;
            default:
                return unexpected();
        }
    }

    bool key(string_t& text) override {
        m_key = std::move(text);
        switch (m_place) {
            case Place::Top:
                m_place = Place::TopValue;
                return true;
            case Place::Metadata:
                if (m_header.metadata.contains(m_key)) {
                    return refuse("has the metadata key " + quotedName(m_key) + " twice");
                }
                if (m_header.metadata.size() == maxMetadataEntries) {
                    return refuse("has more than " + std::to_string(maxMetadataEntries) + " metadata entries");
                }
                m_metadataBytes += m_key.size();
                m_place = Place::MetadataValue;
                return true;
            case Place::Tensor:
                return tensorKey();
            default:
                return unexpected();
        }
    }

    bool string(string_t& text) override {
        if (m_place == Place::MetadataValue) {
            m_metadataBytes += text.size();
            if (m_metadataBytes > maxMetadataBytes) {
                return refuse("has more than " + std::to_string(maxMetadataBytes >> 20) + " MiB of metadata");
            }
            m_header.metadata.emplace(std::move(m_key), std::move(text));
            m_place = Place::Metadata;
            return true;
        }
        if (m_place == Place::Dtype) {
            const auto dtype = dtypeFromName(text);
            if (!dtype) {
                return refuse("tensor " + quotedName(m_entry.name) + " has the dtype " + quotedName(text) +
                              ", which is not supported");
            }
            m_entry.dtype = *dtype;
            m_place = Place::Tensor;
            return true;
        }
        return unexpected();
    }

    bool start_array(std::size_t) override {
        if (m_place == Place::Shape) {
            m_place = Place::ShapeItems;
        } else if (m_place == Place::Offsets) {
            m_place = Place::OffsetItems;
            m_offsets = 0;
        } else {
            return unexpected();
        }
        return true;
    }

    bool number_unsigned(number_unsigned_t value) override {
        if (m_place == Place::ShapeItems) {
            if (m_entry.shape.size() == maxTensorRank) {
                return refuse("tensor " + quotedName(m_entry.name) + " has more than " + std::to_string(maxTensorRank) +
                              " dimensions");
            }
            if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
                return refuse("tensor " + quotedName(m_entry.name) + " has an impossible dimension");
            }
            m_entry.shape.push_back(static_cast<std::int64_t>(value));
            return true;
        }
        if (m_place == Place::OffsetItems && m_offsets < 2) {
            (m_offsets++ == 0 ? m_entry.begin : m_entry.end) = value;
            return true;
        }
        return unexpected();
    }

    bool end_array() override {
        if (m_place == Place::OffsetItems && m_offsets != 2) {
            return refuse("tensor " + quotedName(m_entry.name) + " needs exactly two data_offsets");
        }
        m_place = Place::Tensor;
        return true;
    }

    bool end_object() override {
        if (m_place == Place::Tensor) {
            if (!m_sawDtype || !m_sawShape || !m_sawOffsets) {
                return refuse("tensor " + quotedName(m_entry.name) + " lacks dtype, shape or data_offsets");
            }
            m_header.entries.push_back(std::move(m_entry));
        }
        m_place = m_place == Place::Top ? Place::End : Place::Top;
        return true;
    }

    bool null() override { return unexpected(); }
    bool boolean(bool) override { return unexpected(); }
    bool number_integer(number_integer_t) override { return unexpected(); }  // only negative ones arrive here
    bool number_float(number_float_t, const string_t&) override { return unexpected(); }
    bool binary(binary_t&) override { return unexpected(); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        return refuse("its header is not valid JSON (at byte " + std::to_string(position + 8) + " of the file)");
    }

private:
    enum class Place {
        Start,
        Top,
        TopValue,
        Metadata,
        MetadataValue,
        Tensor,
        Dtype,
        Shape,
        ShapeItems,
        Offsets,
        OffsetItems,
        End
    };

    bool tensorKey() {
        bool* seen = nullptr;
        if (m_key == "dtype") {
            seen = &m_sawDtype;
            m_place = Place::Dtype;
        } else if (m_key == "shape") {
            seen = &m_sawShape;
            m_place = Place::Shape;
        } else if (m_key == "data_offsets") {
            seen = &m_sawOffsets;
            m_place = Place::Offsets;
        } else {
            return refuse("tensor " + quotedName(m_entry.name) + " has the unknown member " + quotedName(m_key));
        }
        if (*seen) {
            return refuse("tensor " + quotedName(m_entry.name) + " has " + quotedName(m_key) + " twice");
        }
        *seen = true;
        return true;
    }

    bool refuse(std::string why) {
        if (m_problem.empty()) {
            m_problem = std::move(why);
        }
        return false;
    }

    bool unexpected() {
        switch (m_place) {
            case Place::MetadataValue:
                return refuse("the metadata value of " + quotedName(m_key) + " is not a string");
            case Place::Top:
            case Place::TopValue:
                return refuse("its header entry " + quotedName(m_key) + " is not an object");
            case Place::Start:
            case Place::Metadata:
            case Place::End:
                return refuse("its header is not an object of tensors");
            default:
                return refuse("tensor " + quotedName(m_entry.name) +
                              " has a dtype, shape or data_offsets of the wrong type");
        }
    }

    SafetensorsHeader& m_header;
    SafetensorsEntry m_entry;
    std::string m_key;
    std::string m_problem;
    Place m_place = Place::Start;
    bool m_sawMetadata = false;
    bool m_sawDtype = false;
    bool m_sawShape = false;
    bool m_sawOffsets = false;
    int m_offsets = 0;
    std::size_t m_nameBytes = 0;
    std::size_t m_metadataBytes = 0;
};

/// Whether each text of JSON, each number or word and each run of spaces is short enough to be handed to the parser.
bool hasShortTokens(std::string_view text) {
    constexpr std::string_view single = "{}[]:,";
    std::size_t began = 0;
    bool inString = false;
    char kind = '{';  // of the run: a structural sign, a space, or 'w' for anything else
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char letter = text[i];
        if (inString) {
            if (letter == '\\') {
                ++i;
            } else if (letter == '"') {
                inString = false;
                kind = '{';
            }
            if (i - began > maxStringBytes) {
                return false;
            }
            continue;
        }
        const bool space = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
        const char now = letter == '"' || single.find(letter) != std::string_view::npos ? '{' : space ? ' ' : 'w';
        if (now != kind || now == '{') {
            began = i;
            kind = now;
        }
        inString = letter == '"';
        constexpr std::size_t longestRun = 1u << 20;  // of spaces, which pad a header; a number has 20 digits
        if (i - began > longestRun) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::size_t dtypeSize(DType dtype) { return rowOf(dtype).size; }
const char* dtypeName(DType dtype) { return rowOf(dtype).name; }

std::optional<DType> dtypeFromName(std::string_view name) {
    for (const DTypeRow& row : dtypes) {
        if (name == row.name) {
            return row.dtype;
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> tensorBytes(const std::vector<std::int64_t>& shape, DType dtype) {
    // Overflow counts even when a later dimension is zero: such a shape is never honest, and whoever multiplies its
    // dimensions in signed numbers would overflow on the way.
    std::uint64_t bytes = dtypeSize(dtype);
    for (const std::int64_t size : shape) {
        if (size < 0 || __builtin_mul_overflow(bytes, static_cast<std::uint64_t>(size), &bytes) ||
            bytes > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            return std::nullopt;
        }
    }
    return bytes;
}

std::string quotedName(std::string_view name) {
    constexpr std::size_t longest = 120;
    std::string text = toValidUtf8(name.substr(0, longest));
    for (char& letter : text) {
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) {
            letter = '?';
        }
    }
    return '"' + text + (name.size() > longest ? "…\"" : "\"");
}

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view text, const std::string& where) {
    const auto refuse = [&where](const std::string& why) {
        return fail(ErrorCode::InvalidInput, where + " is not a sound safetensors file: " + why + ".",
                    "Fetch or save the file again; it may be damaged.");
    };
    if (text.empty() || text.front() != '{') {
        return refuse("its header does not start with {");
    }
    if (text.find('\0') != std::string_view::npos) {  // the parser would take it for the end
        return refuse("its header contains a NUL byte");
    }
    if (!hasShortTokens(text)) {
        return refuse("one text, number or gap of its header is longer than " + std::to_string(maxStringBytes >> 20) +
                      " MiB");
    }
    SafetensorsHeader header;
    HeaderReader reader(header);
    if (!nlohmann::json::sax_parse(text, &reader)) {
        return refuse(reader.problem());
    }
    return header;
}

std::string shapeText(std::span<const std::int64_t> shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    }
    return text + "]";
}

}  // namespace saferscope

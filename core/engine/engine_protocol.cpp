// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_protocol.h"

#include "core/engine/frame_values.h"

#include <cstring>

namespace saferscope {

namespace {

constexpr std::string_view magic = "SfE1";

Error lostStream(const std::string& why) {
    return {ErrorCode::InvalidInput, "What came through the engine's pipe is no message of it: " + why, {}};
}

}  // namespace

std::string frameBytes(const EngineFrame& frame) {
    std::string bytes;
    bytes.reserve(engineFrameHeader + frame.json.size() + frame.binary.size());
    bytes.append(magic);
    for (const std::size_t length : {frame.json.size(), frame.binary.size()}) {
        const auto word = static_cast<std::uint32_t>(length);
        bytes.append(reinterpret_cast<const char*>(&word), sizeof(word));
    }
    return bytes.append(frame.json).append(frame.binary);
}

void EngineFrameReader::feed(std::string_view bytes) {
    // What was taken is given back only when it is most of the buffer, so that many small frames cost no copying each.
    if (m_taken > 0 && m_taken >= m_buffer.size() / 2) {
        m_buffer.erase(0, m_taken);
        m_taken = 0;
    }
    m_buffer.append(bytes);
}

Result<std::optional<EngineFrame>> EngineFrameReader::next() {
    const std::string_view waiting = std::string_view(m_buffer).substr(m_taken);
    const std::string_view start = waiting.substr(0, magic.size());
    if (start != magic.substr(0, start.size())) {
        return tl::unexpected(lostStream("it begins with other bytes than \"SfE1\"."));
    }
    if (waiting.size() < engineFrameHeader) {
        return std::nullopt;
    }
    std::uint32_t json = 0;
    std::uint32_t binary = 0;
    std::memcpy(&json, waiting.data() + magic.size(), sizeof(json));
    std::memcpy(&binary, waiting.data() + magic.size() + sizeof(json), sizeof(binary));
    if (json > maximumEngineJson || std::uint64_t{json} + binary > m_largest) {
        return tl::unexpected(lostStream("it would be " + std::to_string(std::uint64_t{json} + binary) + " bytes."));
    }
    if (waiting.size() - engineFrameHeader < std::size_t{json} + binary) {
        return std::nullopt;
    }
    EngineFrame frame;
    frame.json = waiting.substr(engineFrameHeader, json);
    frame.binary = waiting.substr(engineFrameHeader + json, binary);
    m_taken += engineFrameHeader + json + binary;
    if (m_taken == m_buffer.size()) {
        m_buffer.clear();
        m_taken = 0;
    }
    return frame;
}

std::optional<std::uint64_t> frameId(const EngineFrame& frame) {
    const auto json = parseJson(frame.json, "a message");
    if (!json || !json->is_object()) {
        return std::nullopt;
    }
    const auto id = json->find("id");
    return id != json->end() && id->is_number_unsigned() ? std::optional(id->get<std::uint64_t>()) : std::nullopt;
}

}  // namespace saferscope

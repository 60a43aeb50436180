// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace saferscope {

/// Frames over a pipe: "SfE1", length of the JSON part, length of the binary part (both uint32, little-endian), then
/// the two parts. Arrays of numbers lie in the binary part; the JSON says where. Both ends may be hostile or broken:
/// lengths are bounded, offsets checked, and what does not parse is an Error, never a crash.
struct EngineFrame {
    std::string json;
    std::string binary;
};
inline constexpr std::size_t engineFrameHeader = 12;
inline constexpr std::uint64_t maximumEngineFrame = std::uint64_t{256} << 20;
inline constexpr std::uint64_t maximumEngineJson = std::uint64_t{64} << 20;  ///< of it, the JSON part

std::string frameBytes(const EngineFrame& frame);

/// Takes bytes as they come and gives whole frames. After an Error the stream is lost: close it.
class EngineFrameReader {
public:
    /// A frame of more than `largest` bytes is an Error as soon as its header is there.
    explicit EngineFrameReader(std::uint64_t largest = maximumEngineFrame) : m_largest(largest) {}
    void feed(std::string_view bytes);
    /// nullopt: more bytes are needed.
    Result<std::optional<EngineFrame>> next();

private:
    std::string m_buffer;
    std::size_t m_taken = 0;
    std::uint64_t m_largest;
};

/// Texts that are not UTF-8 come out with U+FFFD in their place; paths and the texts of segments keep every byte.
EngineFrame encodeRequest(const EngineRequest& request);
Result<EngineRequest> decodeRequest(const EngineFrame& frame);
EngineFrame encodeReply(const EngineReply& reply);
/// What is decoded agrees with itself: as many numbers as tokens, byte ranges inside their text, every number finite.
/// Tokens of attributions can be checked only by who has the pair.
Result<EngineReply> decodeReply(const EngineFrame& frame);
/// The id of a message that does not decode, so that it can be answered; nullopt when not even that is there.
std::optional<std::uint64_t> frameId(const EngineFrame& frame);

}  // namespace saferscope

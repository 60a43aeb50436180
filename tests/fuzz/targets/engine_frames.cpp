// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol between the window and the process that holds a model. Input: a byte for what the rest is (a stream, or
// the JSON and the binary part of one frame, separated by a zero byte), then the rest.
#include "core/base/text_check.h"
#include "core/engine/engine_protocol.h"
#include "tests/engine/random_messages.h"
#include "tests/fuzz/fuzz_target.h"

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

std::vector<std::string> seeds() {
    std::vector<std::string> all;
    testing::RandomMessages random(4);
    for (int round = 0; round < 2; ++round) {
        std::string stream;
        for (const auto& question : random.questions()) {
            const EngineFrame frame = encodeRequest({7, "lane", question});
            all.push_back(chosen(1, frame.json + '\0' + frame.binary));
            stream += frameBytes(frame);
        }
        for (const auto& content : random.answers()) {
            const EngineFrame frame = encodeReply({8, content});
            all.push_back(chosen(1, frame.json + '\0' + frame.binary));
            if (frame.binary.size() < 300) {
                stream += frameBytes(frame);
            }
        }
        all.push_back(chosen(0, stream));
    }
    return all;
}

/// What is decoded and encoded again is decoded the same.
void checkFrame(const EngineFrame& frame) {
    if (const auto request = decodeRequest(frame)) {
        const EngineFrame first = encodeRequest(*request);
        const auto again = decodeRequest(first);
        MUST(again.has_value());
        const EngineFrame second = encodeRequest(*again);
        MUST_EQUAL(second.json, first.json);
        MUST(second.binary == first.binary);
        MUST(frameId(frame) == request->id);
    } else {
        MUST_BE_A_SENTENCE(request.error());
    }
    if (const auto reply = decodeReply(frame)) {
        const EngineFrame first = encodeReply(*reply);
        const auto again = decodeReply(first);
        MUST(again.has_value());
        const EngineFrame second = encodeReply(*again);
        MUST_EQUAL(second.json, first.json);
        MUST(second.binary == first.binary);
    } else {
        MUST_BE_A_SENTENCE(reply.error());
    }
}

std::vector<EngineFrame> framesOf(std::string_view stream, std::size_t piece, bool& failed) {
    std::vector<EngineFrame> frames;
    EngineFrameReader reader;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        reader.feed(stream.substr(at, piece));
        while (true) {
            auto frame = reader.next();
            if (!frame) {
                MUST_BE_A_SENTENCE(frame.error());
                failed = true;
                return frames;
            }
            if (!*frame) {
                break;
            }
            frames.push_back(std::move(**frame));
        }
    }
    return frames;
}

}  // namespace

FUZZ_TARGET(engine_frames, seeds) {
    Input parts(input);
    if (parts.choice(2) == 1) {
        EngineFrame frame;
        frame.json = parts.upTo('\0');
        frame.binary = parts.rest();
        checkFrame(frame);
        return;
    }
    const std::string_view stream = parts.rest();
    bool failed = false;
    bool alsoFailed = false;
    const auto whole = framesOf(stream, stream.size() + 1, failed);
    const auto pieces = framesOf(stream, 3, alsoFailed);
    MUST_EQUAL(failed, alsoFailed);
    MUST_EQUAL(whole.size(), pieces.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        MUST(whole[i].json == pieces[i].json && whole[i].binary == pieces[i].binary);
        checkFrame(whole[i]);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_protocol.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>
#include <unistd.h>
#include <vector>

// A stand-in for `safer engine`: how it behaves is the name of the folder that it is asked to open. Each start adds a
// line to "starts" beside that folder and writes its process id into "pid".
namespace {

using namespace saferscope;

void write(const EngineReply& reply) {
    const std::string bytes = frameBytes(encodeReply(reply));
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t put = ::write(STDOUT_FILENO, bytes.data() + done, bytes.size() - done);
        if (put <= 0) {
            ::_exit(1);
        }
        done += static_cast<std::size_t>(put);
    }
}

void answerRead(const EngineRequest& request) {
    const auto& pair = std::get<EngineRead>(request.question).pair;
    EnginePair answer;
    answer.handle = request.id;
    answer.pair.id = pair.id;
    answer.pair.rewardChosen = static_cast<float>(pair.chosen.size());
    write({request.id, EngineAnswer(answer)});
}

// Two answers of 4,000 tokens with 64 latents each.
void answerBig(const EngineRequest& request) {
    constexpr std::uint32_t tokens = 4000, latents = 64;
    EnginePair answer;
    answer.handle = request.id;
    for (std::size_t side = 1; side < 3; ++side) {
        IndexedSegment& segment = answer.pair.segments[side];
        for (std::uint32_t t = 0; t < tokens; ++t) {
            const auto begin = static_cast<std::uint32_t>(segment.text.size());
            segment.text += t % 12 == 11 ? "end." : " word";
            segment.tokens.push_back({static_cast<std::int32_t>(t), begin,
                                      static_cast<std::uint32_t>(segment.text.size()), t % 12 == 11, true});
            std::vector<LatentEntry> row;
            for (std::uint32_t i = 0; i < latents; ++i) {
                row.push_back({FeatureId((t * 7 + i * 13) % 512), 8.0f - 0.1f * static_cast<float>(i)});
            }
            segment.latents.push_back(std::move(row));
            answer.running[side].push_back(static_cast<float>(t % 100) / 50.0f - 1.0f);
        }
    }
    write({request.id, EngineAnswer(answer)});
}

class Behaviour {
public:
    void take(const EngineRequest& request) {
        if (const auto* open = std::get_if<EngineOpen>(&request.question)) {
            m_name = open->model.filename().string();
            std::ofstream(open->model.parent_path() / "starts", std::ios::app) << m_name << "\n";
            std::ofstream(open->model.parent_path() / "pid") << ::getpid() << "\n";
            onOpen(request.id);
        } else if (std::holds_alternative<EngineCancel>(request.question)) {
            std::fprintf(stderr, "cancelled %s\n", request.lane.c_str());
        } else {
            onQuestion(request);
        }
    }

private:
    void onOpen(std::uint64_t id) {
        if (m_name == "crash-on-open") {
            std::fprintf(stderr, "The weights are broken beyond hope.\n");
            ::_exit(1);
        }
        if (m_name == "refuse") {
            write({id, Error{ErrorCode::NotFound, "There is no such model.", "Choose another."}});
            return;
        }
        if (m_name == "slow-open") {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
        }
        EngineOpened opened;
        opened.family = m_name;
        opened.latents = 7;
        write({id, EngineAnswer(opened)});
    }

    void onQuestion(const EngineRequest& request) {
        if (m_name == "crash") {
            std::fprintf(stderr, "loading\nThe tensor burst.\n");
            ::_exit(1);
        }
        if (m_name == "crash-once" && m_questions++ == 1) {
            ::_exit(1);
        }
        if (m_name == "big") {
            answerBig(request);
            return;
        }
        if (m_name == "memory") {
            ::_exit(5);
        }
        if (m_name == "garbage") {
            const char text[] = "Segmentation fault (core dumped) and more words than a header has";
            [[maybe_unused]] const ssize_t put = ::write(STDOUT_FILENO, text, sizeof text);
            std::this_thread::sleep_for(std::chrono::seconds(60));
        }
        if (m_name == "hang") {
            std::this_thread::sleep_for(std::chrono::seconds(60));
        }
        if (m_name == "twice") {
            answerRead(request);
            answerRead(request);
            return;
        }
        if (m_name == "swap") {
            m_held.push_back(request);
            if (m_held.size() == 2) {
                write({m_held[1].id, EngineProgress{1, 2}});
                answerRead(m_held[1]);
                answerRead(m_held[0]);
                m_held.clear();
            }
            return;
        }
        answerRead(request);
    }

    std::string m_name;
    int m_questions = 0;
    std::vector<EngineRequest> m_held;
};

}  // namespace

int main() {
    EngineFrameReader frames;
    Behaviour behaviour;
    std::vector<char> buffer(65536);
    for (ssize_t got = 0; (got = ::read(STDIN_FILENO, buffer.data(), buffer.size())) > 0;) {
        frames.feed({buffer.data(), static_cast<std::size_t>(got)});
        for (auto frame = frames.next(); frame && *frame; frame = frames.next()) {
            const auto request = decodeRequest(**frame);
            if (!request) {
                std::fprintf(stderr, "%s\n", request.error().message.c_str());
                return 1;
            }
            behaviour.take(*request);
        }
    }
    return 0;
}

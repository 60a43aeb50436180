// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/effect.h"
#include "core/causal/intervention.h"
#include "core/data/preference_pair.h"
#include "core/features/index_writer.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace saferscope {

/// What the window asks the resident child process `safer engine` for while somebody drags a slider or types. Plain
/// values without torch; core/engine/engine_protocol.h turns them into frames.

/// Loads a model with its SAE; what was loaded before is dropped, and every pair with it.
struct EngineOpen {
    std::filesystem::path model;
    std::filesystem::path sae;  ///< empty: rewards only, no features, no interventions
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 1024;
    std::string device = "cpu";
};
struct EngineOpened {
    std::string family;
    std::int64_t layers = 0;
    std::int64_t width = 0;
    std::int64_t latents = 0;  ///< 0 without an SAE
    std::int64_t layer = -1;
    std::int64_t k = 0;
    std::uint64_t parameters = 0;
    double seconds = 0.0;
};

/// Runs one pair; the engine keeps it under the handle it answers until `keepPairs` newer ones came.
struct EngineRead {
    PreferencePair pair;
};
struct EnginePair {
    std::uint64_t handle = 0;
    IndexedPair pair;  ///< rewards; text, tokens and positive latents (largest first) of the three segments
    /// Per segment and token, the reward if the text stopped there.
    std::array<std::vector<float>, 3> running;
    double seconds = 0.0;
};

/// The pair of a handle under an intervention.
struct EngineChange {
    std::uint64_t handle = 0;
    Intervention intervention;
};
struct EngineEffect {
    RewardPair before;
    RewardPair after;
    std::array<std::vector<float>, 3> running;         ///< after; compare with EnginePair::running
    std::array<std::vector<std::uint8_t>, 3> changed;  ///< per token: its stream was changed
    double seconds = 0.0;
};

/// The pair at several doses of one intervention: the value of every change is replaced by the dose.
struct EngineDose {
    std::uint64_t handle = 0;
    Intervention intervention;
    std::vector<double> doses;
};
struct EngineCurve {
    std::vector<double> doses;
    std::vector<RewardPair> rewards;
};

/// Attribution of the pair's latents (core/causal/attribution.h).
struct EngineAttribute {
    std::uint64_t handle = 0;
    std::string method = "gradient";
    std::string target = "margin";
    std::int64_t steps = 16;
    PositionChoice positions;
};
struct EngineAttribution {
    struct Entry {
        std::uint32_t token = 0;  ///< within the segment
        FeatureId feature;
        float value = 0.0f;
    };
    std::array<std::vector<Entry>, 3> entries;  ///< by Segment, in token order; zeros left out
    double difference = 0.0;
    double sum = 0.0;
};

/// One intervention on many pairs. The first call on a file runs the model and keeps what fits into memory; the next
/// ones need the layers above alone. Progress comes as EngineProgress.
struct EngineSurvey {
    std::filesystem::path data;     ///< JSONL
    std::uint64_t maxPairs = 1000;  ///< spread evenly over the file
    Intervention intervention;
    std::string suite = "auto";
};
struct EngineSurveyed {
    std::vector<SectionEffect> sections;  ///< "all" first
    std::vector<std::string> ids;         ///< of the pairs, file order
    std::vector<RewardPair> before;
    std::vector<RewardPair> after;
    bool cached = false;  ///< nothing below the SAE's layer was run
    double seconds = 0.0;
};

struct EngineProgress {
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};

/// Nobody waits for its lane any more: what waits there is answered Interrupted at once, what runs is stopped where
/// that saves time. The cancellation itself is not answered.
struct EngineCancel {};

using EngineQuestion =
    std::variant<EngineOpen, EngineRead, EngineChange, EngineDose, EngineAttribute, EngineSurvey, EngineCancel>;
using EngineAnswer =
    std::variant<EngineOpened, EnginePair, EngineEffect, EngineCurve, EngineAttribution, EngineSurveyed>;

/// A question on its way. Within a lane the newest wins: an older one that waits is answered Interrupted at once and
/// leaves its turn to the newer; one that is being worked on is stopped where that saves time, else it is answered
/// (somebody who drags without a pause sees something move). Lanes take turns in the order of arrival. An EngineOpen
/// stops and outdates everything: what was asked before is answered Interrupted.
struct EngineRequest {
    std::uint64_t id = 0;  ///< the asker's own, rising
    std::string lane;
    EngineQuestion question;
};
/// Exactly one answer or error per request (none for EngineCancel), and any number of progress reports before it.
struct EngineReply {
    std::uint64_t id = 0;
    std::variant<EngineAnswer, Error, EngineProgress> content;
};

}  // namespace saferscope

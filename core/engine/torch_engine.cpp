// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/torch_engine.h"

#include "core/engine/engine_survey.h"
#include "core/engine/held_pair.h"
#include "core/tensor/torch_errors.h"

#include <algorithm>
#include <chrono>
#include <deque>

namespace saferscope {

struct TorchEngine::Impl {
    using Clock = std::chrono::steady_clock;
    using Observer = std::function<void(const EngineProgress&)>;

    explicit Impl(const TorchEngineOptions& engineOptions)
        : options(engineOptions), surveyor(engineOptions.surveyBytes) {}

    Result<EngineAnswer> answer(const EngineOpen& open, const Observer&, const std::stop_token&) {
        drop();
        model.reset();
        auto opened = openEngineModel(open);
        if (!opened) {
            return failure(opened);
        }
        model = std::move(*opened);
        EngineOpened described = describe(*model);
        described.seconds = seconds();
        return described;
    }

    Result<EngineAnswer> answer(const EngineRead& read, const Observer&, const std::stop_token&) {
        if (!model) {
            return fail(ErrorCode::Usage, "No model is open.", "Open a reward model first.");
        }
        HeldPair held;
        auto pair = readPair(*model, read.pair, held);
        if (!pair) {
            return failure(pair);
        }
        held.handle = pair->handle = ++lastHandle;
        pairs.push_front(std::move(held));
        while (pairs.size() > std::max<std::size_t>(1, options.keepPairs)) {
            pairs.pop_back();
        }
        pair->seconds = seconds();
        return std::move(*pair);
    }

    Result<EngineAnswer> answer(const EngineChange& change, const Observer&, const std::stop_token&) {
        const auto held = find(change.handle);
        auto effect = held ? changePair(*model, **held, change.intervention) : failure(held);
        if (!effect) {
            return failure(effect);
        }
        effect->seconds = seconds();
        return std::move(*effect);
    }

    Result<EngineAnswer> answer(const EngineDose& dose, const Observer&, const std::stop_token& stop) {
        const auto held = find(dose.handle);
        return held ? Result<EngineAnswer>(dosePair(*model, **held, dose, stop)) : failure(held);
    }

    Result<EngineAnswer> answer(const EngineAttribute& attribute, const Observer&, const std::stop_token& stop) {
        const auto held = find(attribute.handle);
        return held ? Result<EngineAnswer>(attributePair(*model, **held, attribute, stop)) : failure(held);
    }

    Result<EngineAnswer> answer(const EngineSurvey& survey, const Observer& progress, const std::stop_token& stop) {
        if (auto ready = needSae(); !ready) {
            return failure(ready);
        }
        auto surveyed = surveyor.survey(*model, survey, progress, stop);
        if (!surveyed) {
            return failure(surveyed);
        }
        surveyed->seconds = seconds();
        return std::move(*surveyed);
    }

    Result<EngineAnswer> answer(const EngineCancel&, const Observer&, const std::stop_token&) {
        return fail(ErrorCode::Usage, "Cancelling is for who hands questions on.");
    }

    Status needSae() const {
        if (!model) {
            return fail(ErrorCode::Usage, "No model is open.", "Open a reward model first.");
        }
        if (!model->causal) {
            return fail(ErrorCode::Usage, "No SAE was opened with the model, so there are no features to change.",
                        "Choose an SAE that was trained on this model.");
        }
        return {};
    }

    /// The pair of a handle, which becomes the newest.
    Result<const HeldPair*> find(std::uint64_t handle) {
        if (auto ready = needSae(); !ready) {
            return failure(ready);
        }
        const auto found =
            std::find_if(pairs.begin(), pairs.end(), [handle](const HeldPair& held) { return held.handle == handle; });
        if (found == pairs.end()) {
            return fail(ErrorCode::NotFound, "The engine no longer holds this pair.", "Read the pair again.");
        }
        std::rotate(pairs.begin(), found, found + 1);
        return &pairs.front();
    }

    void drop() {
        pairs.clear();
        surveyor.drop();
    }

    double seconds() const { return std::chrono::duration<double>(Clock::now() - start).count(); }

    const TorchEngineOptions options;
    std::unique_ptr<EngineModel> model;
    std::deque<HeldPair> pairs;  ///< newest first
    EngineSurveyor surveyor;
    std::uint64_t lastHandle = 0;  ///< never given twice, whatever is opened
    Clock::time_point start;       ///< of the question being answered
};

TorchEngine::TorchEngine(const TorchEngineOptions& options) : m_impl(std::make_unique<Impl>(options)) {}
TorchEngine::~TorchEngine() = default;

Result<EngineAnswer> TorchEngine::answer(const EngineQuestion& question,
                                         const std::function<void(const EngineProgress&)>& progress,
                                         std::stop_token stop) {
    m_impl->start = Impl::Clock::now();
    auto answer = guardTorch("Running the model", [&] {
        return std::visit([&](const auto& asked) { return m_impl->answer(asked, progress, stop); }, question);
    });
    if (!answer && answer.error().code == ErrorCode::OutOfMemory) {
        // What is kept to be quick is the first thing to go: the next question starts with as much room as there is.
        m_impl->drop();
    }
    return answer;
}

Status serveEngine(int input, int output, const TorchEngineOptions& options, const EngineServiceOptions& service) {
    TorchEngine engine(options);
    return serveQuestions(
        input, output,
        [&engine](const EngineQuestion& question, const auto& progress, std::stop_token stop) {
            return engine.answer(question, progress, std::move(stop));
        },
        service);
}

}  // namespace saferscope

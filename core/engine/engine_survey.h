// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/captured_pairs.h"
#include "core/engine/engine_model.h"
#include "core/experiments/suite.h"

#include <functional>
#include <stop_token>

namespace saferscope {

/// Measures interventions on the pairs of a file and keeps the last file's streams for the next one. One thread.
class EngineSurveyor {
public:
    explicit EngineSurveyor(std::uint64_t keepBytes) : m_keepBytes(keepBytes) {}

    /// A stop request ends between batches; what was captured until then is kept.
    Result<EngineSurveyed> survey(const EngineModel& model, const EngineSurvey& question,
                                  const std::function<void(const EngineProgress&)>& progress, std::stop_token stop);
    /// Before the model goes, and when memory runs out.
    void drop() { m_file.reset(); }

private:
    struct Group {
        std::string name;
        std::vector<std::uint32_t> members;
    };
    struct File {
        std::filesystem::path path;
        std::filesystem::file_time_type changed;
        std::uintmax_t size = 0;
        std::uint64_t maxPairs = 0;
        std::vector<PreferencePair> pairs;  ///< without their texts
        CapturedPairs captured;
    };
    Status open(const EngineModel& model, const EngineSurvey& question, const std::stop_token& stop);
    static std::vector<Group> sections(const std::vector<PreferencePair>& pairs, const EngineSurveyed& surveyed,
                                       std::optional<SuiteKind> suite);

    const std::uint64_t m_keepBytes;
    std::optional<File> m_file;
};

}  // namespace saferscope

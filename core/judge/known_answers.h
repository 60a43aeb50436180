// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"

#include <filesystem>
#include <unordered_map>

namespace saferscope {

/// A judge's earlier answers by the hash of the prompt: the very same question need not be paid twice. Read-only once
/// filled; then any thread may look.
class KnownAnswers {
public:
    KnownAnswers() = default;
    /// Ratings with a prompt hash; of several answers to one prompt the newest. Others are passed over.
    explicit KnownAnswers(const std::vector<RatingEvent>& events);
    /// Reads a file of rating lines; one that does not exist is empty, lines that are not ratings are passed over.
    static Result<KnownAnswers> read(const std::filesystem::path& path);

    const RatingEvent* find(const std::string& promptHash) const;
    std::size_t size() const { return m_byPrompt.size(); }

private:
    void add(RatingEvent event);
    std::unordered_map<std::string, RatingEvent> m_byPrompt;
};

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/known_answers.h"

#include "core/data/record_splitter.h"

namespace saferscope {

namespace {
constexpr std::uint64_t maxLineBytes = 1u << 20;
constexpr std::uint64_t maxFileBytes = 4ull << 30;
}  // namespace

KnownAnswers::KnownAnswers(const std::vector<RatingEvent>& events) {
    for (const auto& event : events) {
        add(event);
    }
}

void KnownAnswers::add(RatingEvent event) {
    const auto hash = event.details.is_object() ? event.details.find("prompt_hash") : event.details.end();
    if (event.raterKind != RaterKind::Judge || event.action != RatingAction::Rate || !event.details.is_object() ||
        hash == event.details.end() || !hash->is_string()) {
        return;
    }
    std::string key = hash->get<std::string>();
    const auto known = m_byPrompt.find(key);
    if (known == m_byPrompt.end()) {
        m_byPrompt.emplace(std::move(key), std::move(event));
    } else if (ratingBefore(known->second, event)) {
        known->second = std::move(event);
    }
}

Result<KnownAnswers> KnownAnswers::read(const std::filesystem::path& path) {
    KnownAnswers answers;
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return answers;
    }
    auto records = RecordSplitter::open(path, maxLineBytes, maxFileBytes);
    if (!records) {
        return failure(records);
    }
    for (;;) {
        auto record = records->next();
        if (!record) {
            return failure(record);
        }
        if (!*record) {
            return answers;
        }
        if (auto event = (*record)->problem.empty() ? ratingFromLine((*record)->text, "a known answer")
                                                    : Result<RatingEvent>(fail(ErrorCode::InvalidInput, ""))) {
            answers.add(std::move(*event));
        }
    }
}

const RatingEvent* KnownAnswers::find(const std::string& promptHash) const {
    const auto it = m_byPrompt.find(promptHash);
    return it == m_byPrompt.end() ? nullptr : &it->second;
}

}  // namespace saferscope

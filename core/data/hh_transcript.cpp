// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/hh_transcript.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace saferscope {

namespace {

struct Marker {
    std::string_view word;
    const char* role;
};
constexpr std::array<Marker, 2> markers{{{"Human:", "user"}, {"Assistant:", "assistant"}}};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const auto first = text.find_first_not_of(space);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(space) - first + 1);
}

struct Found {
    std::size_t begin = 0;  // of the marker with its line breaks
    std::size_t end = 0;
    const char* role = nullptr;
};

std::optional<Found> findMarker(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find("\n\n", from); at != std::string_view::npos; at = text.find("\n\n", at + 1)) {
        for (const auto& marker : markers) {
            if (text.substr(at + 2).starts_with(marker.word)) {
                return Found{at, at + 2 + marker.word.size(), marker.role};
            }
        }
    }
    return std::nullopt;
}

std::optional<Found> firstMarker(std::string_view text) {
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos) {
        for (const auto& marker : markers) {
            if (text.substr(start).starts_with(marker.word)) {
                return Found{0, start + marker.word.size(), marker.role};
            }
        }
    }
    return findMarker(text, 0);
}

}  // namespace

bool looksLikeHhTranscript(std::string_view text) {
    const auto start = trimmed(text);
    return start.starts_with("Human:") || start.starts_with("Assistant:") ||
           text.find("\n\nHuman:") != std::string_view::npos;
}

std::vector<Message> parseHhTranscript(std::string_view text) {
    std::vector<Message> turns;
    auto marker = firstMarker(text);
    if (!marker) {
        return turns;
    }
    if (const auto before = trimmed(text.substr(0, marker->begin)); !before.empty()) {
        turns.push_back({"system", std::string(before)});
    }
    while (marker) {
        const auto next = findMarker(text, marker->end);
        const std::size_t end = next ? next->begin : text.size();
        turns.push_back({marker->role, std::string(trimmed(text.substr(marker->end, end - marker->end)))});
        marker = next;
    }
    return turns;
}

tl::expected<SharedConversation, std::string> splitSharedPrompt(const std::vector<Message>& chosen,
                                                                const std::vector<Message>& rejected) {
    for (const auto* turns : {&chosen, &rejected}) {
        const std::string side = turns == &chosen ? "chosen" : "rejected";
        if (turns->empty() || turns->back().role != "assistant") {
            return tl::unexpected("\"" + side + "\" does not end with an answer of the assistant");
        }
    }
    const auto common = std::mismatch(chosen.begin(), chosen.end(), rejected.begin(), rejected.end());
    auto length = static_cast<std::size_t>(common.first - chosen.begin());
    // Both must go on with an answer: identical conversations and a shared answer give a turn back.
    while (length > 0 && (length >= chosen.size() || length >= rejected.size() || chosen[length].role != "assistant" ||
                          rejected[length].role != "assistant")) {
        --length;
    }
    if (length == 0) {
        return tl::unexpected(std::string("\"chosen\" and \"rejected\" share no prompt"));
    }
    SharedConversation shared;
    shared.prompt.assign(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(length));
    shared.chosen = chosen[length].content;
    shared.rejected = rejected[length].content;
    if (length + 1 != chosen.size() || length + 1 != rejected.size()) {
        if (shared.chosen == shared.rejected) {
            return tl::unexpected(std::string("\"chosen\" and \"rejected\" answer different prompts"));
        }
    }
    return shared;
}

}  // namespace saferscope

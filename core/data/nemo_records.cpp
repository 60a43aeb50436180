// SPDX-License-Identifier: GPL-3.0-or-later
// Preference files of NeMo-Aligner and NeMo-RL.
#include "core/data/layout_records.h"

#include <algorithm>
#include <array>

namespace saferscope::layouts {

using namespace parts;

namespace {

constexpr std::string_view systemMark = "<extra_id_0>System\n";
constexpr std::string_view turnMark = "<extra_id_1>";

// NeMo-Aligner's own chat format: "<extra_id_0>System\n…\n<extra_id_1>User\n…\n<extra_id_1>Assistant\n".
Parsed<std::vector<Message>> nemoTurns(std::string_view text) {
    std::vector<Message> turns;
    std::string_view rest = text.substr(systemMark.size());
    auto next = rest.find(turnMark);
    const auto piece = [&] {
        std::string_view found = rest.substr(0, next);
        while (found.ends_with('\n')) {
            found.remove_suffix(1);
        }
        return found;
    };
    if (const auto system = piece(); !system.empty()) {
        turns.push_back({"system", std::string(system)});
    }
    while (next != std::string_view::npos) {
        rest.remove_prefix(next + turnMark.size());
        next = rest.find(turnMark);
        const bool user = rest.starts_with("User\n");
        if (!user && !rest.starts_with("Assistant\n")) {
            return refuse("a turn of its prompt is neither User's nor Assistant's");
        }
        const auto head = user ? std::string_view("User\n") : std::string_view("Assistant\n");
        rest.remove_prefix(head.size());
        next = next == std::string_view::npos ? next : next - head.size();
        if (rest.starts_with("<extra_id_2>")) {
            return refuse("its prompt asks for SteerLM attributes, which are no preference");
        }
        turns.push_back({user ? "user" : "assistant", std::string(piece())});
    }
    if (!turns.empty() && turns.back().role == "assistant" && turns.back().content.empty()) {
        turns.pop_back();
    }
    return turns;
}

// An answer ends where the next turn would begin.
Parsed<std::string> nemoAnswer(std::string text) {
    if (text.ends_with(turnMark)) {
        text.resize(text.size() - turnMark.size());
        if (text.ends_with('\n')) {
            text.pop_back();
        }
    }
    if (text.find(turnMark) != std::string::npos) {
        return refuse("an answer holds further turns");
    }
    return text;
}

// NeMo-Aligner, DPO: prompt, chosen_response, rejected_response.
Parsed<Taken> fromNemoAligner(Json& record) {
    const Json* text = memberOf(record, "prompt");
    auto prompt = text != nullptr && text->is_string() && text->get_ref<const std::string&>().starts_with(systemMark)
                      ? nemoTurns(text->get_ref<const std::string&>())
                      : promptFrom(record);
    if (!prompt) {
        return refuse(prompt.error());
    }
    std::array<std::string, 2> answers;
    for (std::size_t i = 0; i < 2; ++i) {
        auto answer = requiredText(record, i == 0 ? "chosen_response" : "rejected_response");
        auto plain = answer ? nemoAnswer(std::move(*answer)) : std::move(answer);
        if (!plain) {
            return refuse(plain.error());
        }
        answers[i] = std::move(*plain);
    }
    OrderedJson meta = OrderedJson::object();
    for (const char* key : {"chosen_reward", "rejected_reward"}) {
        if (const Json* reward = memberOf(record, key); reward != nullptr) {
            const auto value = numberOf(*reward);
            if (!value) {
                return refuse(inQuotes(key) + " is not a number");
            }
            meta[key] = *value;
        }
    }
    auto id = recordId(record);
    if (!id) {
        return refuse(id.error());
    }
    PreferencePair pair;
    pair.prompt = std::move(*prompt);
    pair.chosen = std::move(answers[0]);
    pair.rejected = std::move(answers[1]);
    pair.meta = dumpJson(meta);
    Taken taken{std::move(*id), {}, {}};
    taken.pairs.push_back(std::move(pair));
    return taken;
}

struct Ranked {
    std::int64_t rank = 0;
    std::string answer;
};

Parsed<Ranked> rankedFrom(Json& completion) {
    if (!completion.is_object()) {
        return refuse("one of its \"completions\" is not an object");
    }
    const Json* rank = memberOf(completion, "rank");
    Json* value = memberOf(completion, "completion");
    const std::int64_t number = rank != nullptr ? wholeNumberOf(*rank).value_or(INT64_MIN) : INT64_MIN;
    if (number == INT64_MIN || value == nullptr) {
        return refuse("one of its \"completions\" lacks a rank or a completion");
    }
    if (value->is_string()) {
        return Ranked{number, value->get<std::string>()};
    }
    auto messages = messagesFrom(*value, "completion");
    if (!messages) {
        return refuse(messages.error());
    }
    if (messages->size() != 1 || messages->front().role != "assistant") {
        return refuse("a \"completion\" is not one answer of the assistant");
    }
    return Ranked{number, std::move(messages->front().content)};
}

// NeMo-RL's preference data: context, completions [{rank, completion}]; the lower rank is the better one. Its trainers
// take two completions; of more, every two of different rank are a pair here.
Parsed<Taken> fromNemoRl(Json& record) {
    constexpr std::size_t maxCompletions = 16;
    auto prompt = promptFrom(record, "context");
    if (!prompt) {
        return refuse(prompt.error());
    }
    Json* list = memberOf(record, "completions");
    if (list == nullptr || !list->is_array() || list->size() < 2 || list->size() > maxCompletions) {
        return refuse("\"completions\" is not a list of 2 to 16 ranked answers");
    }
    auto id = recordId(record);
    auto task = optionalText(record, "task_name", {});
    if (!id || !task) {
        return refuse(id ? task.error() : id.error());
    }
    std::vector<Ranked> ranked;
    for (auto& completion : *list) {
        auto one = rankedFrom(completion);
        if (!one) {
            return refuse(one.error());
        }
        ranked.push_back(std::move(*one));
    }
    std::ranges::stable_sort(ranked, {}, &Ranked::rank);
    Taken taken{std::move(*id), {}, {}};
    for (std::size_t better = 0; better < ranked.size(); ++better) {
        for (std::size_t worse = better + 1; worse < ranked.size(); ++worse) {
            if (ranked[better].rank == ranked[worse].rank) {
                continue;
            }
            PreferencePair pair;
            pair.id = ranked.size() > 2 ? "_" + std::to_string(better) + "_" + std::to_string(worse) : "";
            pair.subset = *task;
            pair.prompt = *prompt;
            pair.chosen = ranked[better].answer;
            pair.rejected = ranked[worse].answer;
            pair.meta =
                dumpJson(OrderedJson{{"rank_chosen", ranked[better].rank}, {"rank_rejected", ranked[worse].rank}});
            taken.pairs.push_back(std::move(pair));
        }
    }
    if (taken.pairs.empty()) {
        return refuse("all its completions have the same rank");
    }
    return taken;
}

}  // namespace

Parsed<Taken> fromNemo(Json& record) {
    return record.contains("completions") ? fromNemoRl(record) : fromNemoAligner(record);
}

}  // namespace saferscope::layouts

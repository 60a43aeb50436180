// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/judge/http_client.h"
#include "core/judge/prompt.h"
#include "core/judge/request_budget.h"

#include <mutex>
#include <stop_token>

namespace saferscope {

/// What became of one question.
struct LlmReply {
    enum class Kind {
        Answered,  ///< `text` is the judge's answer, which may still be nonsense
        Filtered,  ///< the server's content filter, or the model itself, refused this prompt; `message` says so
        Failed,    ///< no answer to this one; others may do better
        Refused,   ///< the server does not want to talk to us at all: wrong key, model, address, certificate, quota
        Capped,    ///< a cap of the run was reached before it could be (re)sent
        Cancelled,
    };
    Kind kind = Kind::Failed;
    std::string text;     ///< valid UTF-8
    std::string message;  ///< one sentence without secrets
    std::string hint;
    std::string servedModel;  ///< what the server says it used: "gpt-4o-2024-08-06"
    bool cutOff = false;      ///< the answer reached the length limit
    std::uint64_t inputTokens = 0;
    std::uint64_t outputTokens = 0;
};

/// Asks chat-completion servers (OpenAI's form, and Azure's). Thread-safe: share one among the threads of a run, so
/// that what one learns of the server (no JSON schema, another name for the length limit, a pause) holds for all.
class LlmClient {
public:
    struct Options {
        std::string key;         ///< empty = none is sent. Goes into one header and nowhere else
        double waitScale = 1.0;  ///< tests shorten the pauses between retries
        std::uint64_t seed = 1;  ///< of the jitter
    };
    /// Refused when address, model or key cannot be used. `http` and `budget` must outlive the object.
    static Result<std::unique_ptr<LlmClient>> create(const JudgeSettings& settings, Options options, HttpClient& http,
                                                     RequestBudget& budget);

    /// The key without the line end that files and shells leave behind it, when it and the address can be used
    /// together; else why not.
    static Result<std::string> usableKey(const JudgeSettings& settings, std::string key);

    /// Blocks until the answer is there or hopeless; every attempt, retries included, goes through the budget. A stop
    /// ends it within 0.1 s. `closing` lets the exchange under way come to its end, since it is paid for, and sends
    /// nothing after it; whoever stops asks for both.
    LlmReply ask(const JudgePrompt& prompt, std::stop_token stop, std::stop_token closing);

    /// The body of the first request, byte by byte: what a dry run shows and what costs are estimated from.
    static std::string requestBody(const JudgePrompt& prompt, const JudgeSettings& settings);
    /// Where it is sent.
    static std::string requestUrl(const JudgeSettings& settings);

private:
    /// How this server wants to be spoken to.
    struct Dialect {
        bool schema = true;
        bool completionTokens = false;  ///< "max_completion_tokens" instead of "max_tokens"
        bool temperature = true;
        bool operator==(const Dialect&) const = default;
    };
    LlmClient(const JudgeSettings& settings, Options options, HttpClient& http, RequestBudget& budget);
    static std::string bodyOf(const JudgePrompt& prompt, const JudgeSettings& settings, const Dialect& dialect);
    Dialect dialect() const;
    bool adapt(const HttpResponse& response, const Dialect& used);
    enum class Next { Done, Retry, AskDifferently };
    struct Attempt {
        LlmReply reply;
        Next next = Next::Done;
        double pause = 0.0;  ///< seconds before the retry
    };
    LlmReply readAnswer(const HttpResponse& response, const RequestBudget::Ticket& ticket);
    Attempt judgeFailure(const HttpError& error, const RequestBudget::Ticket& ticket, double pause);
    Attempt judgeStatus(const HttpResponse& response, const Dialect& used, double pause);
    LlmReply readRefusal(const HttpResponse& response) const;
    std::string serverMessage(const HttpResponse& response) const;
    std::string withoutKey(std::string text) const;
    double jitter();
    bool sleep(double seconds, const std::stop_token& stop) const;

    const JudgeSettings m_settings;
    const Options m_options;
    const std::string m_url;
    HttpClient& m_http;
    RequestBudget& m_budget;

    mutable std::mutex m_mutex;
    Dialect m_dialect;  // by m_mutex, as the next
    Random m_random;
};

}  // namespace saferscope

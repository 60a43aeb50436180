// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/llm_client.h"

#include "core/base/clock.h"
#include "core/base/text_check.h"
#include "core/judge/llm_answer.h"
#include "core/judge/retry_policy.h"

#include <algorithm>
#include <condition_variable>

namespace saferscope {

namespace {

using Kind = LlmReply::Kind;

constexpr const char* defaultHost = "api.openai.com";

LlmReply reply(Kind kind, std::string message, std::string hint = {}) {
    LlmReply result;
    result.kind = kind;
    result.message = std::move(message);
    result.hint = std::move(hint);
    return result;
}

bool names(const ServerComplaint& complaint, const char* word) {
    return complaint.whole.find(word) != std::string::npos;
}

}  // namespace

Result<std::string> LlmClient::usableKey(const JudgeSettings& settings, std::string key) {
    while (!key.empty() && (key.back() == '\n' || key.back() == '\r' || key.back() == ' ')) {
        key.pop_back();
    }
    if (key.size() > 8192 || std::ranges::any_of(key, [](char c) { return c <= 0x20 || c >= 0x7f; })) {
        return fail(ErrorCode::InvalidInput,
                    settings.keyVariable + " does not hold a key: it has spaces or other signs.",
                    "Set it to the key alone.");
    }
    const UrlVerdict verdict = checkBaseUrl(settings.baseUrl, !key.empty());
    if (!verdict.problem.empty()) {
        return fail(ErrorCode::InvalidInput, verdict.problem, verdict.hint);
    }
    if (key.empty() && (settings.kind == JudgeKind::Azure || verdict.host == defaultHost)) {
        return fail(ErrorCode::InvalidInput,
                    "There is no key for " + verdict.host + ": the environment variable " +
                        (settings.keyVariable.empty() ? std::string("for it has no name")
                                                      : settings.keyVariable + " is not set") +
                        ".",
                    "Set it, name another variable, or use the offline judge \"lexical\".");
    }
    return key;
}

Result<std::unique_ptr<LlmClient>> LlmClient::create(const JudgeSettings& settings, Options options, HttpClient& http,
                                                     RequestBudget& budget) {
    auto key = usableKey(settings, std::move(options.key));
    if (!key) {
        return failure(key);
    }
    options.key = std::move(*key);
    return std::unique_ptr<LlmClient>(new LlmClient(settings, std::move(options), http, budget));
}

LlmClient::LlmClient(const JudgeSettings& settings, Options options, HttpClient& http, RequestBudget& budget)
    : m_settings(settings),
      m_options(std::move(options)),
      m_url(requestUrl(settings)),
      m_http(http),
      m_budget(budget),
      m_random(m_options.seed) {
    m_dialect.schema = settings.structuredOutput;
}

LlmClient::Dialect LlmClient::dialect() const {
    const std::lock_guard lock(m_mutex);
    return m_dialect;
}

// True when the complaint is about how we asked, and asking differently may help.
bool LlmClient::adapt(const HttpResponse& response, const Dialect& used) {
    const ServerComplaint complaint = readComplaint(response.body);
    const std::lock_guard lock(m_mutex);
    if (m_dialect != used) {
        return true;  // another thread has learned it meanwhile
    }
    if (used.schema &&
        (response.status == 422 || names(complaint, "response_format") || names(complaint, "json_schema"))) {
        m_dialect.schema = false;
    } else if (!used.completionTokens && names(complaint, "max_completion_tokens")) {
        m_dialect.completionTokens = true;
    } else if (used.temperature && names(complaint, "temperature")) {
        m_dialect.temperature = false;
    }
    return m_dialect != used;
}

std::string LlmClient::withoutKey(std::string text) const {
    if (m_options.key.empty()) {
        return text;
    }
    for (auto at = text.find(m_options.key); at != std::string::npos; at = text.find(m_options.key, at)) {
        text.replace(at, m_options.key.size(), "[key]");
    }
    return text;
}

std::string LlmClient::serverMessage(const HttpResponse& response) const {
    const std::string said = withoutKey(readComplaint(response.body).message);
    return "HTTP " + std::to_string(response.status) + (said.empty() ? "" : ": " + said);
}

// Reads the answer and tells the budget what it cost; without a word about that, it cost as much as it can.
LlmReply LlmClient::readAnswer(const HttpResponse& response, const RequestBudget::Ticket& ticket) {
    const auto completion = readChatCompletion(response.body);
    const bool known = completion && completion->hasUsage;
    const std::uint64_t input = known ? completion->inputTokens : 0;
    const std::uint64_t output = known ? completion->outputTokens : 0;
    m_budget.settle(ticket, known ? tokenCost(m_settings, input, output) : ticket.reserved, input, output);
    if (!completion) {
        return reply(Kind::Failed, completion.error().message, completion.error().hint);
    }
    LlmReply result;
    if (!completion->refusal.empty()) {
        result = reply(Kind::Filtered, "The model declined: " + withoutKey(completion->refusal));
    } else if (completion->finishReason == "content_filter") {
        result = reply(Kind::Filtered, "The server's content filter stopped the answer.");
    } else {
        result.kind = Kind::Answered;
        result.text = withoutKey(completion->content);
    }
    result.servedModel = withoutKey(completion->model);
    result.cutOff = completion->finishReason == "length";
    result.inputTokens = input;
    result.outputTokens = output;
    return result;
}

LlmReply LlmClient::readRefusal(const HttpResponse& response) const {
    const ServerComplaint complaint = readComplaint(response.body);
    const std::string said = serverMessage(response) + ".";
    const std::string host = checkBaseUrl(m_settings.baseUrl, false).host;
    if (response.status >= 300 && response.status < 400) {
        return reply(
            Kind::Refused,
            host + " sends us elsewhere (HTTP " + std::to_string(response.status) + "); redirects are not followed.",
            "Give the address that really answers with --base-url.");
    }
    switch (response.status) {
        case 401:
            return reply(Kind::Refused, host + " does not accept the key (" + said + ")",
                         "Check the key in " + m_settings.keyVariable + ".");
        case 403:
            return reply(Kind::Refused, host + " does not let this key use the model (" + said + ")",
                         "Check what the key may use.");
        case 404:
            return reply(Kind::Refused, host + " does not know this address or model (" + said + ")",
                         "Check --base-url and --model; for Azure the deployment and the API version.");
        case 429:
            if (names(complaint, "insufficient_quota")) {
                return reply(Kind::Refused, "The account at " + host + " has no quota left (" + said + ")",
                             "Look into its billing.");
            }
            break;
        case 400:
            if (names(complaint, "content_filter") || names(complaint, "content_policy") ||
                names(complaint, "responsibleaipolicy")) {
                return reply(Kind::Filtered, "The server's content filter refused the prompt.");
            }
            break;
        default:
            break;
    }
    return reply(Kind::Failed, host + " refused the request (" + said + ")");
}

double LlmClient::jitter() {
    const std::lock_guard lock(m_mutex);
    return m_random.uniform();
}

bool LlmClient::sleep(double seconds, const std::stop_token& stop) const {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, std::chrono::duration<double>(seconds * m_options.waitScale), [] { return false; });
    return !stop.stop_requested();
}

// What to do after one attempt.
LlmClient::Attempt LlmClient::judgeFailure(const HttpError& error, const RequestBudget::Ticket& ticket, double pause) {
    // What was sent may be billed although no answer came: it keeps counting as what it can cost at most.
    const bool hopeless = error.fault == HttpFault::Refused || error.fault == HttpFault::Untrusted;
    const bool unsent = hopeless || error.fault == HttpFault::NotSent;
    m_budget.settle(ticket, unsent ? 0.0 : ticket.reserved, 0, 0);
    const Kind kind = error.fault == HttpFault::Cancelled ? Kind::Cancelled : hopeless ? Kind::Refused : Kind::Failed;
    const bool retry =
        error.fault == HttpFault::NotSent || error.fault == HttpFault::Lost || error.fault == HttpFault::Timeout;
    return {reply(kind, error.message, error.hint), retry ? Next::Retry : Next::Done, pause};
}

LlmClient::Attempt LlmClient::judgeStatus(const HttpResponse& response, const Dialect& used, double pause) {
    Attempt attempt{readRefusal(response), Next::Done, pause};
    if (attempt.reply.kind != Kind::Failed) {
        return attempt;
    }
    if ((response.status == 400 || response.status == 422) && adapt(response, used)) {
        attempt.next = Next::AskDifferently;
        return attempt;
    }
    if (!shouldRetry(response)) {
        return attempt;
    }
    attempt.next = Next::Retry;
    if (const auto asked = askedPause(response, secondsSinceEpoch())) {
        if (*asked > longestPauseSeconds) {
            const auto seconds = static_cast<long long>(std::min(*asked, 1e12));
            return {reply(Kind::Refused,
                          "The server asks to wait " + std::to_string(seconds) + " seconds (" +
                              serverMessage(response) + ").",
                          "Rate the rest later; what was rated is kept."),
                    Next::Done, 0.0};
        }
        attempt.pause = *asked > 0.0 ? *asked : pause;
    }
    if (response.status == 429) {  // meant for everybody who uses this key
        m_budget.pause(std::chrono::duration_cast<std::chrono::steady_clock::duration>(
            std::chrono::duration<double>(attempt.pause * m_options.waitScale)));
    }
    return attempt;
}

LlmReply LlmClient::ask(const JudgePrompt& prompt, std::stop_token stop, std::stop_token closing) {
    HttpRequest request;
    request.url = m_url;
    request.secret = !m_options.key.empty();
    request.timeoutSeconds = m_settings.requestTimeoutSeconds;
    if (request.secret) {
        const bool azure = m_settings.kind == JudgeKind::Azure;
        request.headers.emplace_back(azure ? "api-key" : "Authorization", (azure ? "" : "Bearer ") + m_options.key);
    }
    for (std::uint32_t retries = 0;;) {
        const Dialect used = dialect();
        request.body = bodyOf(prompt, m_settings, used);
        const auto ticket = m_budget.acquire(worstCost(m_settings, request.body.size()), closing);
        switch (ticket.grant) {
            case RequestBudget::Grant::Granted:
                break;
            case RequestBudget::Grant::Capped:
                return reply(Kind::Capped, m_budget.capReached());
            case RequestBudget::Grant::Cancelled:
                return reply(Kind::Cancelled, "Stopped.");
            case RequestBudget::Grant::Failed:
                return reply(Kind::Refused, ticket.error.message, ticket.error.hint);
        }
        const auto response = m_http.post(request, stop);
        if (response && response->status >= 200 && response->status < 300) {
            return readAnswer(*response, ticket);
        }
        const double pause = backoffSeconds(retries, jitter());
        if (response) {
            m_budget.settle(ticket, 0.0, 0, 0);
        }
        const Attempt attempt =
            response ? judgeStatus(*response, used, pause) : judgeFailure(response.error(), ticket, pause);
        if (attempt.next == Next::AskDifferently) {
            continue;  // at most three times: each gives up one thing for good
        }
        if (attempt.next == Next::Done || retries >= m_settings.maxRetries) {
            return attempt.reply;
        }
        ++retries;
        if (!sleep(attempt.pause, closing)) {
            return reply(Kind::Cancelled, "Stopped.");
        }
    }
}

}  // namespace saferscope

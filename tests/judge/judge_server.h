// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace saferscope::check {

/// A chat-completions server on this machine that behaves as it is told. It counts what really arrives.
class JudgeServer {
public:
    struct Call {
        int number = 0;  ///< 0 for the first
        std::string path;
        std::string body;
        std::map<std::string, std::string> headers;  ///< names in lower case
    };
    struct Reply {
        int status = 200;
        std::string body;
        std::map<std::string, std::string> headers = {};
        enum class Manner {
            Plain,
            Hang,  ///< says nothing until the server ends
            Drip,  ///< one byte every 20 ms
            Huge,  ///< 100 MB of spaces instead of the body
        } manner = Manner::Plain;
        double delaySeconds = 0.0;
    };
    using Script = std::function<Reply(const Call&)>;

    /// With `certificate` and `key` (PEM files) it speaks TLS.
    explicit JudgeServer(Script script, const std::string& certificate = {}, const std::string& key = {});
    ~JudgeServer();

    std::string url() const;   ///< "http://127.0.0.1:PORT/v1"
    std::string root() const;  ///< without "/v1"
    int calls() const;
    std::vector<Call> log() const;
    int mostAtOnce() const;  ///< requests under way at the same time

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// A server that resets every connection after reading the request. Its calls are counted too.
class ResettingServer {
public:
    ResettingServer();
    ~ResettingServer();
    std::string url() const;
    int calls() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// A chat completion whose message says `content`.
std::string completion(const std::string& content, int inputTokens = 1000, int outputTokens = 20);
/// One that rates.
std::string ratingCompletion(int score, const std::string& explanation = "about refusals");
JudgeServer::Reply ok(int score = 4);

}  // namespace saferscope::check

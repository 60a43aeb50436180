// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace saferscope {

struct HttpRequest {
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;  ///< may hold a secret: never logged, never in a message
    bool secret = false;  ///< a header holds a key: sent over https, or to this machine, and nowhere else
    std::string body;
    double timeoutSeconds = 60.0;  ///< for the whole exchange
};

struct HttpResponse {
    long status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case; at most 100
    std::string body;
};

enum class HttpFault {
    Refused,    ///< our own rules: nothing was sent
    NotSent,    ///< no connection; the server has not seen the request
    Untrusted,  ///< its certificate or the TLS handshake
    Lost,       ///< broken off after the request was (perhaps) sent
    Timeout,    ///< no whole answer in time, or it came too slowly
    TooLarge,   ///< the answer exceeds the cap
    Cancelled,
};
struct HttpError {
    HttpFault fault = HttpFault::Lost;
    std::string message;  ///< one sentence, without secrets
    std::string hint;
};

/// The network as judges see it. Thread-safe: several threads may post at once.
class HttpClient {
public:
    virtual ~HttpClient() = default;
    /// Sends JSON and waits for the answer, whatever its status. Blocks; a stop ends it within 0.1 s.
    virtual tl::expected<HttpResponse, HttpError> post(const HttpRequest& request, std::stop_token stop) = 0;
};

struct HttpOptions {
    double connectTimeoutSeconds = 10.0;
    std::size_t maxBodyBytes = 4u << 20;
    /// An answer that has begun and then brings fewer bytes per second than this, over that long, is given up.
    double lowSpeedBytesPerSecond = 50.0;
    double lowSpeedSeconds = 15.0;
    std::string certificates;  ///< file of trusted certificates; empty = the system's
};

/// libcurl: http and https only, certificates always checked, no redirects, no cookies, no .netrc, connections kept.
std::unique_ptr<HttpClient> makeHttpClient(const HttpOptions& options = {});

/// What our own rules say of an address: http or https, a host, no user name, query or fragment in it; with a key,
/// https or this machine. Empty when it may be used, else the sentence.
struct UrlVerdict {
    std::string problem;
    std::string hint;
    bool loopback = false;  ///< this machine
    std::string host;
};
UrlVerdict checkBaseUrl(const std::string& url, bool withSecret);

}  // namespace saferscope

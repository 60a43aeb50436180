// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/http_client.h"

#include <algorithm>
#include <curl/curl.h>
#include <mutex>
#include <optional>
#include <string_view>

namespace saferscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int pollMs = 100;
constexpr std::size_t maxHeaders = 100;
constexpr std::size_t maxHeaderBytes = 64u << 10;

// One answer as it arrives.
struct Exchange {
    std::size_t maxBodyBytes = 0;
    HttpResponse response;
    std::size_t headerBytes = 0;
    bool tooLarge = false;
};

std::size_t onBody(char* data, std::size_t size, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::size_t bytes = size * count;
    if (exchange.response.body.size() + bytes > exchange.maxBodyBytes) {
        exchange.tooLarge = true;
        return 0;  // ends the transfer
    }
    exchange.response.body.append(data, bytes);
    return bytes;
}

std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::string_view line(data, size * count);
    exchange.headerBytes += line.size();
    if (exchange.headerBytes > maxHeaderBytes) {
        exchange.tooLarge = true;
        return 0;
    }
    if (line.starts_with("HTTP/")) {  // of the answer that counts, not of an interim or proxy one before it
        exchange.response.headers.clear();
        return line.size();
    }
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && exchange.response.headers.size() < maxHeaders) {
        std::string name(line.substr(0, colon));
        std::ranges::transform(name, name.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; });
        std::string_view value = line.substr(colon + 1);
        const auto first = value.find_first_not_of(" \t");
        const auto last = value.find_last_not_of(" \t\r\n");
        value = first == std::string_view::npos ? std::string_view() : value.substr(first, last - first + 1);
        exchange.response.headers[name] = value;
    }
    return line.size();
}

// A connection kept for the next request of whichever thread.
struct Connection {
    CURLM* multi = curl_multi_init();
    CURL* easy = curl_easy_init();
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        curl_easy_cleanup(easy);
        curl_multi_cleanup(multi);
    }
};

class Headers {
public:
    void add(const std::string& line) { m_list = curl_slist_append(m_list, line.c_str()); }
    const curl_slist* list() const { return m_list; }
    Headers() = default;
    Headers(const Headers&) = delete;
    Headers& operator=(const Headers&) = delete;
    ~Headers() { curl_slist_free_all(m_list); }

private:
    curl_slist* m_list = nullptr;
};

// Gives up on an answer that trickles: libcurl's own limit would count the time the model thinks as well.
class DripWatch {
public:
    explicit DripWatch(const HttpOptions& options) : m_options(options) {}
    bool tooSlow(std::size_t bytes) {
        const auto now = Clock::now();
        if (bytes == 0) {
            return false;
        }
        if (!m_begun) {
            m_begun = true;
            m_since = now;
            m_bytes = bytes;
            return false;
        }
        const double seconds = std::chrono::duration<double>(now - m_since).count();
        if (seconds < m_options.lowSpeedSeconds) {
            return false;
        }
        const bool slow = static_cast<double>(bytes - m_bytes) < m_options.lowSpeedBytesPerSecond * seconds;
        m_since = now;
        m_bytes = bytes;
        return slow;
    }

private:
    const HttpOptions& m_options;
    bool m_begun = false;
    Clock::time_point m_since;
    std::size_t m_bytes = 0;
};

HttpError errorOf(CURLcode code, const Exchange& exchange, const std::string& host) {
    if (exchange.tooLarge) {
        return {HttpFault::TooLarge, "The answer of " + host + " is larger than any answer needs to be.", {}};
    }
    const std::string why = curl_easy_strerror(code);
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT:
            return {HttpFault::NotSent, "Cannot reach " + host + ": " + why + ".",
                    "Check the address and that the server runs."};
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
            return {HttpFault::Untrusted, "The identity of " + host + " cannot be checked: " + why + ".",
                    "Certificates are always checked. SSL_CERT_FILE can name a file with the one to trust."};
        case CURLE_OPERATION_TIMEDOUT:
            return {HttpFault::Timeout, "No whole answer from " + host + " in time.", {}};
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT:
            return {HttpFault::Refused, "The judge's address cannot be used: " + why + ".", {}};
        default:
            return {HttpFault::Lost, "The exchange with " + host + " broke off: " + why + ".", {}};
    }
}

class CurlClient : public HttpClient {
public:
    explicit CurlClient(HttpOptions options) : m_options(std::move(options)) {
        static std::once_flag once;
        std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    }

    tl::expected<HttpResponse, HttpError> post(const HttpRequest& request, std::stop_token stop) override {
        const auto query = request.url.find('?');  // ours: Azure's api-version
        const UrlVerdict verdict = checkBaseUrl(request.url.substr(0, query), request.secret);
        if (!verdict.problem.empty()) {
            return tl::unexpected(HttpError{HttpFault::Refused, verdict.problem, verdict.hint});
        }
        auto connection = take();
        if (connection->easy == nullptr || connection->multi == nullptr) {
            return tl::unexpected(HttpError{HttpFault::Refused, "There is no memory left for a connection.", {}});
        }
        Headers headers;
        headers.add("Content-Type: application/json");
        headers.add("Accept: application/json");
        headers.add("Expect:");
        for (const auto& [name, value] : request.headers) {
            headers.add(name + ": " + value);
        }
        Exchange exchange;
        exchange.maxBodyBytes = m_options.maxBodyBytes;
        configure(connection->easy, request, verdict, headers, exchange);
        auto result = perform(*connection, exchange, verdict.host, stop);
        if (result) {
            const std::lock_guard lock(m_mutex);
            m_idle.push_back(std::move(connection));
        }
        return result;
    }

private:
    std::unique_ptr<Connection> take() {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                auto connection = std::move(m_idle.back());
                m_idle.pop_back();
                return connection;
            }
        }
        return std::make_unique<Connection>();
    }

    void configure(CURL* easy, const HttpRequest& request, const UrlVerdict& verdict, const Headers& headers,
                   Exchange& exchange) const {
        curl_easy_reset(easy);  // keeps the connection, forgets everything else
        curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
#if LIBCURL_VERSION_NUM >= 0x075500
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!m_options.certificates.empty()) {
            curl_easy_setopt(easy, CURLOPT_CAINFO, m_options.certificates.c_str());
        }
        if (verdict.loopback) {
            curl_easy_setopt(easy, CURLOPT_PROXY, "");  // a proxy would see what is meant for this machine
        }
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_USERAGENT, "saferscope");
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.list());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(1000 * m_options.connectTimeoutSeconds));
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(1000 * request.timeoutSeconds));
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, onBody);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, onHeader);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, &exchange);
#if LIBCURL_VERSION_NUM >= 0x075700
        curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a cancelled name look-up must not be waited for
#endif
    }

    // The multi interface, because a stop has to end even a silent transfer at once.
    tl::expected<HttpResponse, HttpError> perform(Connection& connection, Exchange& exchange, const std::string& host,
                                                  const std::stop_token& stop) const {
        const std::stop_callback wake(stop, [&connection] { curl_multi_wakeup(connection.multi); });
        DripWatch drip(m_options);
        curl_multi_add_handle(connection.multi, connection.easy);
        std::optional<HttpError> error;
        CURLcode code = CURLE_OK;
        for (int running = 1; running > 0 && !error;) {
            if (stop.stop_requested()) {
                error = HttpError{HttpFault::Cancelled, "The request was stopped.", {}};
            } else if (curl_multi_perform(connection.multi, &running) != CURLM_OK) {
                error = HttpError{HttpFault::Lost, "The exchange with " + host + " broke off.", {}};
            } else if (drip.tooSlow(exchange.response.body.size())) {
                error = HttpError{HttpFault::Timeout, "The answer of " + host + " comes too slowly.", {}};
            } else if (running > 0) {
                curl_multi_poll(connection.multi, nullptr, 0, pollMs, nullptr);
            }
        }
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(connection.multi, &left)) {
            code = message->msg == CURLMSG_DONE ? message->data.result : code;
        }
        curl_easy_getinfo(connection.easy, CURLINFO_RESPONSE_CODE, &exchange.response.status);
        curl_multi_remove_handle(connection.multi, connection.easy);
        if (!error && code != CURLE_OK) {
            error = errorOf(code, exchange, host);
        }
        if (error) {
            return tl::unexpected(std::move(*error));
        }
        return std::move(exchange.response);
    }

    const HttpOptions m_options;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Connection>> m_idle;
};

}  // namespace

std::unique_ptr<HttpClient> makeHttpClient(const HttpOptions& options) { return std::make_unique<CurlClient>(options); }

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/http_client.h"

#include <algorithm>
#include <curl/curl.h>

namespace saferscope {

namespace {

struct UrlDeleter {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part(CURLU* url, CURLUPart what) {
    char* text = nullptr;
    if (curl_url_get(url, what, &text, 0) != CURLUE_OK || text == nullptr) {
        return {};
    }
    std::string result = text;
    curl_free(text);
    return result;
}

bool isLoopback(const std::string& host) {
    const bool digits = host.find_first_not_of("0123456789.") == std::string::npos;
    return host == "localhost" || host == "[::1]" || (digits && host.starts_with("127."));
}

}  // namespace

UrlVerdict checkBaseUrl(const std::string& address, bool withSecret) {
    UrlVerdict verdict;
    const auto refuse = [&verdict](std::string problem, std::string hint = {}) {
        verdict.problem = std::move(problem);
        verdict.hint = std::move(hint);
        return verdict;
    };
    const std::string example = "It looks like https://api.openai.com/v1 or http://127.0.0.1:8080/v1.";
    const bool plain = !address.empty() && address.size() <= 2048 &&
                       std::ranges::all_of(address, [](char c) { return c > 0x20 && c < 0x7f; });
    const std::unique_ptr<CURLU, UrlDeleter> url(curl_url());
    if (!plain || url == nullptr || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) {
        return refuse("The judge's address is not a web address.", example);
    }
    const std::string scheme = part(url.get(), CURLUPART_SCHEME);
    verdict.host = part(url.get(), CURLUPART_HOST);
    verdict.loopback = isLoopback(verdict.host);
    if (scheme != "http" && scheme != "https") {
        return refuse("The judge's address begins with neither http:// nor https://.", example);
    }
    if (!part(url.get(), CURLUPART_USER).empty() || !part(url.get(), CURLUPART_PASSWORD).empty() ||
        !part(url.get(), CURLUPART_QUERY).empty() || !part(url.get(), CURLUPART_FRAGMENT).empty()) {
        return refuse("The judge's address holds a user name, a password or a query.",
                      "Leave them out; a key goes into an environment variable.");
    }
    if (withSecret && scheme == "http" && !verdict.loopback) {
        return refuse("A key is not sent to " + verdict.host + " without encryption.",
                      "Use the https:// address, or no key.");
    }
    return verdict;
}

}  // namespace saferscope

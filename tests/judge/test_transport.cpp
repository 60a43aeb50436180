// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/http_client.h"
#include "tests/judge/judge_server.h"
#include "tests/support/check.h"

#include <chrono>
#include <cstdlib>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
using Manner = JudgeServer::Reply::Manner;
using Clock = std::chrono::steady_clock;

namespace {

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

HttpRequest to(const std::string& url, double timeout = 5.0) {
    HttpRequest request;
    request.url = url;
    request.body = "{}";
    request.timeoutSeconds = timeout;
    return request;
}

HttpFault faultOf(const HttpRequest& request, const HttpOptions& options = {}, std::stop_token stop = {}) {
    const auto response = makeHttpClient(options)->post(request, stop);
    CHECK(!response);
    CHECK(!response.error().message.empty());
    return response.error().fault;
}

// A throw-away certificate for 127.0.0.1.
struct Certificate {
    TemporaryFolder folder;
    std::string file = (folder.path() / "certificate.pem").string();
    std::string key = (folder.path() / "key.pem").string();
    bool made = std::system(("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
                             "-addext subjectAltName=IP:127.0.0.1 -keyout " +
                             key + " -out " + file + " 2>/dev/null")
                                .c_str()) == 0;
};

}  // namespace

TEST(a_request_arrives_as_it_was_meant) {
    JudgeServer server([](const JudgeServer::Call&) {
        return JudgeServer::Reply{200, "{\"a\":1}", {{"X-Test", " yes "}}};
    });
    HttpRequest request = to(server.url() + "/chat");
    request.headers = {{"Authorization", "Bearer canary"}};
    request.secret = true;
    request.body = "{\"ask\":\"caf\xc3\xa9\"}";
    const auto client = makeHttpClient();
    for (int i = 0; i < 3; ++i) {
        const auto response = client->post(request, {});
        CHECK(response.has_value());
        CHECK_EQ(response->status, 200L);
        CHECK_EQ(response->body, std::string("{\"a\":1}"));
        CHECK_EQ(response->headers.at("x-test"), std::string("yes"));
    }
    const auto call = server.log().front();
    CHECK_EQ(call.path, std::string("/v1/chat"));
    CHECK_EQ(call.body, request.body);
    CHECK_EQ(call.headers.at("authorization"), std::string("Bearer canary"));
    CHECK_EQ(call.headers.at("content-type"), std::string("application/json"));
}

TEST(bad_networks_end_in_named_faults) {
    CHECK(faultOf(to("http://127.0.0.1:1/v1")) == HttpFault::NotSent);
    CHECK(faultOf(to("http://no-such-host.invalid/v1")) == HttpFault::NotSent);
    ResettingServer resetting;
    CHECK(faultOf(to(resetting.url())) == HttpFault::Lost);

    JudgeServer hanging([](const JudgeServer::Call&) { return JudgeServer::Reply{200, "", {}, Manner::Hang}; });
    auto start = Clock::now();
    CHECK(faultOf(to(hanging.url(), 0.3)) == HttpFault::Timeout);
    CHECK(since(start) < 1.5);

    JudgeServer huge([](const JudgeServer::Call&) { return JudgeServer::Reply{200, "", {}, Manner::Huge}; });
    start = Clock::now();
    CHECK(faultOf(to(huge.url())) == HttpFault::TooLarge);
    std::printf("100 MB body refused after %.0f ms\n", 1000 * since(start));

    JudgeServer dripping([](const JudgeServer::Call&) {
        return JudgeServer::Reply{200, std::string(5000, ' '), {}, Manner::Drip};
    });
    HttpOptions impatient;
    impatient.lowSpeedSeconds = 0.4;
    impatient.lowSpeedBytesPerSecond = 500.0;
    start = Clock::now();
    CHECK(faultOf(to(dripping.url(), 20.0), impatient) == HttpFault::Timeout);
    CHECK(since(start) < 2.0);
}

TEST(a_stop_ends_a_silent_or_dripping_exchange_at_once) {
    for (const Manner manner : {Manner::Hang, Manner::Drip}) {
        JudgeServer server([manner](const JudgeServer::Call&) {
            return JudgeServer::Reply{200, std::string(5000, ' '), {}, manner};
        });
        std::stop_source stop;
        Clock::time_point asked;
        std::jthread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            asked = Clock::now();
            stop.request_stop();
        });
        CHECK(faultOf(to(server.url(), 30.0), {}, stop.get_token()) == HttpFault::Cancelled);
        std::printf("cancelled after %.1f ms\n", 1000 * since(asked));
        CHECK(since(asked) < 0.5);
    }
    std::stop_source before;
    before.request_stop();
    CHECK(faultOf(to("http://127.0.0.1:1/v1"), {}, before.get_token()) == HttpFault::Cancelled);
}

TEST(redirects_are_not_followed) {
    JudgeServer other([](const JudgeServer::Call&) { return ok(); });
    JudgeServer server([&other](const JudgeServer::Call&) {
        return JudgeServer::Reply{307, "", {{"Location", other.url()}}};
    });
    const auto response = makeHttpClient()->post(to(server.url()), {});
    CHECK(response.has_value());
    CHECK_EQ(response->status, 307L);
    CHECK_EQ(other.calls(), 0);
}

TEST(certificates_are_always_checked) {
    const Certificate certificate;
    if (!certificate.made) {
        SKIP("the openssl program is not installed");
    }
    JudgeServer server([](const JudgeServer::Call&) { return ok(); }, certificate.file, certificate.key);
    CHECK(faultOf(to(server.url())) == HttpFault::Untrusted);
    CHECK_EQ(server.calls(), 0);
    HttpOptions trusting;
    trusting.certificates = certificate.file;
    const auto response = makeHttpClient(trusting)->post(to(server.url()), {});
    CHECK(response.has_value() && response->status == 200);
    // The same certificate under another name is not the same server.
    std::string wrongName = server.url();
    wrongName.replace(wrongName.find("127.0.0.1"), 9, "localhost");
    CHECK(faultOf(to(wrongName), trusting) == HttpFault::Untrusted);
}

TEST(addresses_are_checked_before_anything_is_sent) {
    for (const char* good :
         {"https://api.openai.com/v1", "http://127.0.0.1:8080/v1", "http://localhost:1", "http://[::1]:8080/v1"}) {
        CHECK_EQ(checkBaseUrl(good, true).problem, std::string());
    }
    CHECK_EQ(checkBaseUrl("http://192.168.1.5:8080/v1", false).problem, std::string());
    for (const char* bad : {"", "api.openai.com/v1", "ftp://host/", "file:///etc/passwd", "gopher://host",
                            "https://user@host/", "https://user:pw@host/", "https://host/?key=1", "https://host/#x",
                            "https://ho st/", "https://host/\r\nX: y", "https://", "javascript:alert(1)"}) {
        CHECK(!checkBaseUrl(bad, false).problem.empty());
    }
    // A key goes over https, or to this machine.
    for (const char* open : {"http://example.com/v1", "http://192.168.1.5/v1", "http://127.0.0.1.example.com/v1",
                             "http://localhost.example.com/v1"}) {
        CHECK(checkBaseUrl(open, true).problem.find("without encryption") != std::string::npos);
        HttpRequest request = to(open);
        request.secret = true;
        CHECK(faultOf(request) == HttpFault::Refused);
    }
    CHECK(faultOf(to("file:///etc/passwd")) == HttpFault::Refused);
}

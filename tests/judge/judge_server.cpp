// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/judge/judge_server.h"

#include "core/base/json.h"

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <httplib.h>
#include <mutex>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace saferscope::check {

using Manner = JudgeServer::Reply::Manner;

struct JudgeServer::Impl {
    Script script;
    std::unique_ptr<httplib::Server> server;
    bool tls = false;
    int port = 0;
    std::thread listener;
    std::atomic<bool> ending = false;
    std::atomic<int> underWay = 0;
    std::atomic<int> most = 0;
    mutable std::mutex mutex;
    std::vector<Call> calls;

    void pause(double seconds) const {
        const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
        while (!ending && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }

    void answer(const httplib::Request& request, httplib::Response& response) {
        Call call;
        call.path = request.path;
        for (const auto& [name, value] : request.params) {
            call.path += "?" + name + "=" + value;
        }
        call.body = request.body;
        for (const auto& [name, value] : request.headers) {
            std::string lower = name;
            std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
            call.headers[lower] = value;
        }
        {
            const std::lock_guard lock(mutex);
            call.number = static_cast<int>(calls.size());
            calls.push_back(call);
        }
        const int now = ++underWay;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {}
        const Reply reply = script(call);
        pause(reply.manner == Manner::Hang ? 30.0 : reply.delaySeconds);
        --underWay;
        response.status = reply.status;
        for (const auto& [name, value] : reply.headers) {
            response.headers.emplace(name, value);  // set_header() refuses air around a value, from 0.18 on
        }
        if (reply.manner == Manner::Drip) {
            const std::string body = reply.body;
            response.set_content_provider(body.size(), "application/json",
                                          [this, body](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                              pause(0.02);
                                              return !ending && sink.write(body.data() + offset, 1);
                                          });
        } else if (reply.manner == Manner::Huge) {
            response.set_content_provider(100u << 20, "application/json",
                                          [this](std::size_t, std::size_t left, httplib::DataSink& sink) {
                                              static const std::string block(1u << 20, ' ');
                                              return !ending && sink.write(block.data(), std::min(left, block.size()));
                                          });
        } else {
            response.set_content(reply.body, "application/json");
        }
    }
};

JudgeServer::JudgeServer(Script script, const std::string& certificate, const std::string& key)
    : m_impl(std::make_unique<Impl>()) {
    m_impl->script = std::move(script);
    m_impl->tls = !certificate.empty();
    if (m_impl->tls) {
        m_impl->server = std::make_unique<httplib::SSLServer>(certificate.c_str(), key.c_str());
    } else {
        m_impl->server = std::make_unique<httplib::Server>();
    }
    m_impl->server->new_task_queue = [] { return new httplib::ThreadPool(16); };
    m_impl->server->set_keep_alive_timeout(1);
    m_impl->server->set_tcp_nodelay(true);
    m_impl->server->Post(".*", [impl = m_impl.get()](const httplib::Request& request, httplib::Response& response) {
        impl->answer(request, response);
    });
    m_impl->port = m_impl->server->bind_to_any_port("127.0.0.1");
    if (m_impl->port <= 0) {
        throw std::runtime_error("the test's server cannot listen");
    }
    m_impl->listener = std::thread([impl = m_impl.get()] { impl->server->listen_after_bind(); });
    while (!m_impl->server->is_running()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

JudgeServer::~JudgeServer() {
    m_impl->ending = true;
    m_impl->server->stop();
    m_impl->listener.join();
}

std::string JudgeServer::root() const {
    return (m_impl->tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(m_impl->port);
}
std::string JudgeServer::url() const { return root() + "/v1"; }

int JudgeServer::calls() const {
    const std::lock_guard lock(m_impl->mutex);
    return static_cast<int>(m_impl->calls.size());
}

std::vector<JudgeServer::Call> JudgeServer::log() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->calls;
}

int JudgeServer::mostAtOnce() const { return m_impl->most; }

struct ResettingServer::Impl {
    int listening = -1;
    int port = 0;
    std::atomic<int> calls = 0;
    std::thread thread;
};

ResettingServer::ResettingServer() : m_impl(std::make_unique<Impl>()) {
    m_impl->listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_impl->listening, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(m_impl->listening, 16) != 0 ||
        ::getsockname(m_impl->listening, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("the test's server cannot listen");
    }
    m_impl->port = ntohs(address.sin_port);
    m_impl->thread = std::thread([impl = m_impl.get()] {
        for (int client = ::accept(impl->listening, nullptr, nullptr); client >= 0;
             client = ::accept(impl->listening, nullptr, nullptr)) {
            ++impl->calls;
            char buffer[4096];
            [[maybe_unused]] const auto got = ::recv(client, buffer, sizeof buffer, 0);
            const linger reset{1, 0};
            ::setsockopt(client, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
            ::close(client);
        }
    });
}

ResettingServer::~ResettingServer() {
    ::shutdown(m_impl->listening, SHUT_RDWR);
    m_impl->thread.join();
    ::close(m_impl->listening);
}

std::string ResettingServer::url() const { return "http://127.0.0.1:" + std::to_string(m_impl->port) + "/v1"; }
int ResettingServer::calls() const { return m_impl->calls; }

std::string completion(const std::string& content, int inputTokens, int outputTokens) {
    return dumpJson(OrderedJson{
        {"model", "test-model-1"},
        {"choices", {{{"message", {{"role", "assistant"}, {"content", content}}}, {"finish_reason", "stop"}}}},
        {"usage", {{"prompt_tokens", inputTokens}, {"completion_tokens", outputTokens}}}});
}

std::string ratingCompletion(int score, const std::string& explanation) {
    return completion(dumpJson(OrderedJson{{"score", score}, {"explanation", explanation}}));
}

JudgeServer::Reply ok(int score) { return {200, ratingCompletion(score)}; }

}  // namespace saferscope::check

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_child.h"

#include "core/jobs/exit_code.h"
#include "core/jobs/secret_variables.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QMutex>
#include <QProcess>
#include <QProcessEnvironment>
#include <QThread>
#include <algorithm>
#include <atomic>
#include <vector>

namespace saferscope {
namespace {

constexpr qsizetype longestLine = 2000;
constexpr int patienceMs = 250;  ///< of a child that is asked to end; it keeps nothing worth waiting for
constexpr int killMs = 500;
// Answers on their way to the owner's thread. It asks a handful of questions at a time.
constexpr int enoughUnheard = 16;
constexpr int mostUnheard = 1000;
constexpr std::uint64_t largestAnswer = std::uint64_t{64} << 20;  ///< bytes; the longest pairs take some 20 MB

// Threads whose owner is gone and whose process may still have to be ended.
class Dying {
public:
    void take(std::unique_ptr<QThread> thread) {
        const QMutexLocker lock(&m_mutex);
        std::erase_if(m_threads, [](const std::unique_ptr<QThread>& one) { return one->isFinished() && one->wait(); });
        m_threads.push_back(std::move(thread));
    }
    void wait() {
        const QMutexLocker lock(&m_mutex);
        for (const auto& thread : m_threads) {
            thread->wait();
        }
        m_threads.clear();
    }
    ~Dying() { wait(); }  // where no application object was there to say that it ends

private:
    QMutex m_mutex;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

Dying& dying() {
    static Dying threads;
    return threads;
}

}  // namespace

// Between two threads: the owner may vanish while the talker has something to say.
struct EngineChild::Hearer {
    QMutex mutex;
    QObject* receiver = nullptr;  ///< null once nobody listens any more; under the mutex
    Listener listener;
    std::atomic<int> unheard = 0;  ///< told and not yet heard: the owner's thread has other things to do

    static void tell(const std::shared_ptr<Hearer>& hearer, std::function<void(const Listener&)> what) {
        const QMutexLocker lock(&hearer->mutex);
        if (hearer->receiver != nullptr) {
            ++hearer->unheard;
            QMetaObject::invokeMethod(
                hearer->receiver,
                [hearer, what = std::move(what)] {
                    --hearer->unheard;
                    heard(*hearer, what);
                },
                Qt::QueuedConnection);
        }
    }

private:
    // On the owner's thread, as is the destructor: nobody can stop listening between question and call.
    static void heard(Hearer& hearer, const std::function<void(const Listener&)>& what) {
        if (hearer.receiver != nullptr) {
            what(hearer.listener);
        }
    }
};

class EngineChild::Talker : public QObject {
public:
    explicit Talker(std::shared_ptr<Hearer> hearer) : m_hearer(std::move(hearer)) {}

    void start(const QString& program) {
        m_process = new QProcess(this);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        // Threads that wait for the next drag of a slider must not burn the cores meanwhile.
        environment.insert(QStringLiteral("OMP_WAIT_POLICY"), QStringLiteral("passive"));
        for (const QString& name : environment.keys()) {
            if (isSecretVariable(name.toStdString())) {
                environment.remove(name);
            }
        }
        m_process->setProcessEnvironment(environment);
        connect(m_process, &QProcess::readyReadStandardOutput, this, [this] { readReplies(); });
        connect(m_process, &QProcess::readyReadStandardError, this, [this] { readWords(); });
        connect(m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus how) { ended(code, how); });
        connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart) {
                giveUp({ErrorCode::Failed,
                        "The program `safer` could not be started: " + m_process->errorString().toStdString() + ".",
                        "Check the installation."});
            }
        });
        m_process->start(program, {QStringLiteral("engine")});
    }

    void send(const EngineRequest& request) {
        if (m_over || m_process == nullptr) {
            return;
        }
        const std::string bytes = frameBytes(encodeRequest(request));
        m_process->write(bytes.data(), static_cast<qint64>(bytes.size()));
    }

    void stop() {
        m_over = true;
        if (m_process == nullptr || m_process->state() == QProcess::NotRunning) {
            return;
        }
        m_process->disconnect(this);
        m_process->closeWriteChannel();
        if (!m_process->waitForFinished(patienceMs)) {
            m_process->kill();
            m_process->waitForFinished(killMs);
        }
    }

private:
    void tell(std::function<void(const Listener&)> what) { Hearer::tell(m_hearer, std::move(what)); }

    void giveUp(const Error& error) {
        if (!m_over) {
            m_over = true;
            tell([error](const Listener& listener) { listener.ended(error); });
        }
    }

    void readReplies() {
        const QByteArray bytes = m_process->readAllStandardOutput();
        m_frames.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        while (!m_over) {
            auto frame = m_frames.next();
            if (frame && !*frame) {
                return;
            }
            auto reply = frame ? decodeReply(**frame) : Result<EngineReply>(failure(frame));
            if (!reply) {
                giveUp({ErrorCode::Failed, "The engine said something that cannot be read: " + reply.error().message,
                        "It is started again with the next question; check that the window and `safer` are of the same "
                        "version."});
                m_process->kill();
                return;
            }
            const bool progress = std::holds_alternative<EngineProgress>(reply->content);
            const int unheard = m_hearer->unheard.load();
            if (progress && unheard > enoughUnheard) {
                continue;  // the next one says more
            }
            if (unheard > mostUnheard) {
                giveUp({ErrorCode::Failed, "The engine gave endless answers and was ended.",
                        "It is started again with the next question; check that the window and `safer` are of the same "
                        "version."});
                m_process->kill();
                return;
            }
            auto shared = std::make_shared<EngineReply>(std::move(*reply));
            tell([shared](const Listener& listener) { listener.replied(shared); });
        }
    }

    void readWords() {
        m_words += m_process->readAllStandardError();
        qsizetype begin = 0;
        for (qsizetype end = m_words.indexOf('\n'); end >= 0; end = m_words.indexOf('\n', begin)) {
            if (const QByteArray line = m_words.mid(begin, std::min(end - begin, longestLine)).trimmed();
                !line.isEmpty()) {
                m_lastWords = line;
            }
            begin = end + 1;
        }
        m_words.remove(0, begin);
        if (m_words.size() > longestLine) {
            m_words.clear();
        }
    }

    void ended(int code, QProcess::ExitStatus how) {
        readReplies();
        readWords();
        if (const QByteArray rest = m_words.trimmed(); !rest.isEmpty()) {
            m_lastWords = rest;
        }
        const std::string last = QString::fromUtf8(m_lastWords).toStdString();
        const std::string said = last.empty() ? std::string() : " Its last words: " + last;
        if (how == QProcess::NormalExit && code == exit_code::outOfMemory) {
            giveUp({ErrorCode::OutOfMemory, "The engine ran out of memory." + said,
                    "Close other programs, shorten the texts, or use a smaller model."});
        } else {
            giveUp({ErrorCode::Failed, "The engine stopped unexpectedly." + said,
                    "It is started again with the next question. If that happens again, look at the texts or the model "
                    "with `safer doctor`; where memory is short, close other programs."});
        }
    }

    const std::shared_ptr<Hearer> m_hearer;
    QProcess* m_process = nullptr;
    EngineFrameReader m_frames{largestAnswer};
    QByteArray m_words;
    QByteArray m_lastWords;
    bool m_over = false;
};

EngineChild::EngineChild(const std::filesystem::path& program, QObject* receiver, Listener listener)
    : m_thread(std::make_unique<QThread>()), m_hearer(std::make_shared<Hearer>()) {
    // Here, so that the threads' keeper outlives whatever static object holds an engine.
    [[maybe_unused]] static const bool told = [] {
        dying();
        qAddPostRoutine(&EngineChild::waitForDying);
        return true;
    }();
    m_hearer->receiver = receiver;
    m_hearer->listener = std::move(listener);
    m_thread->setObjectName(QStringLiteral("engine"));
    m_talker = new Talker(m_hearer);
    m_talker->moveToThread(m_thread.get());
    m_thread->start();
    QMetaObject::invokeMethod(
        m_talker, [talker = m_talker, name = QString::fromStdString(program.string())] { talker->start(name); },
        Qt::QueuedConnection);
}

EngineChild::~EngineChild() {
    {
        const QMutexLocker lock(&m_hearer->mutex);
        m_hearer->receiver = nullptr;
    }
    QMetaObject::invokeMethod(
        m_talker,
        [talker = m_talker, thread = m_thread.get()] {
            talker->stop();
            talker->deleteLater();  // as the thread ends
            thread->quit();
        },
        Qt::QueuedConnection);
    dying().take(std::move(m_thread));
}

void EngineChild::waitForDying() { dying().wait(); }

void EngineChild::send(EngineRequest request) {
    auto shared = std::make_shared<EngineRequest>(std::move(request));
    QMetaObject::invokeMethod(
        m_talker, [talker = m_talker, shared] { talker->send(*shared); }, Qt::QueuedConnection);
}

}  // namespace saferscope

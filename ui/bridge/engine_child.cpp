// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_child.h"

#include "core/jobs/exit_code.h"

#include <QMetaObject>
#include <QPointer>
#include <QProcess>
#include <QProcessEnvironment>
#include <QThread>

namespace saferscope {
namespace {

constexpr qsizetype longestLine = 2000;
constexpr int patienceMs = 250;  ///< of a child that is asked to end; it keeps nothing worth waiting for
constexpr int killMs = 500;

}  // namespace

class EngineChild::Talker : public QObject {
public:
    Talker(QObject* receiver, Listener listener, std::shared_ptr<bool> listened)
        : m_receiver(receiver), m_listener(std::move(listener)), m_listened(std::move(listened)) {}

    void start(const QString& program) {
        m_process = new QProcess(this);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        // Threads that wait for the next drag of a slider must not burn the cores meanwhile.
        environment.insert(QStringLiteral("OMP_WAIT_POLICY"), QStringLiteral("passive"));
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
    void tell(std::function<void(const Listener&)> what) {
        QMetaObject::invokeMethod(
            m_receiver,
            [listener = m_listener, listened = m_listened, what = std::move(what)] {
                if (*listened) {
                    what(listener);
                }
            },
            Qt::QueuedConnection);
    }

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
            auto shared = std::make_shared<EngineReply>(std::move(*reply));
            tell([shared](const Listener& listener) { listener.replied(shared); });
        }
    }

    void readWords() {
        m_words += m_process->readAllStandardError();
        for (qsizetype end = m_words.indexOf('\n'); end >= 0; end = m_words.indexOf('\n')) {
            if (const QByteArray line = m_words.left(end).trimmed(); !line.isEmpty()) {
                m_lastWords = line.left(longestLine);
            }
            m_words.remove(0, end + 1);
        }
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

    QObject* const m_receiver;
    const Listener m_listener;
    const std::shared_ptr<bool> m_listened;
    QProcess* m_process = nullptr;
    EngineFrameReader m_frames;
    QByteArray m_words;
    QByteArray m_lastWords;
    bool m_over = false;
};

EngineChild::EngineChild(const std::filesystem::path& program, QObject* receiver, Listener listener)
    : m_thread(std::make_unique<QThread>()), m_listened(std::make_shared<bool>(true)) {
    m_thread->setObjectName(QStringLiteral("engine"));
    m_talker = new Talker(receiver, std::move(listener), m_listened);
    m_talker->moveToThread(m_thread.get());
    m_thread->start();
    QMetaObject::invokeMethod(
        m_talker, [talker = m_talker, name = QString::fromStdString(program.string())] { talker->start(name); },
        Qt::QueuedConnection);
}

EngineChild::~EngineChild() {
    *m_listened = false;
    QMetaObject::invokeMethod(
        m_talker,
        [talker = m_talker, thread = m_thread.get()] {
            talker->stop();
            delete talker;
            thread->quit();
        },
        Qt::QueuedConnection);
    m_thread->wait();
}

void EngineChild::send(EngineRequest request) {
    auto shared = std::make_shared<EngineRequest>(std::move(request));
    QMetaObject::invokeMethod(
        m_talker, [talker = m_talker, shared] { talker->send(*shared); }, Qt::QueuedConnection);
}

}  // namespace saferscope

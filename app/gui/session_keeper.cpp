// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session_keeper.h"

#include "app/gui/crash_report.h"
#include "core/base/log.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/log_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/page.h"
#include "ui/pages/unsaved_texts.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QStackedWidget>
#include <QUrl>
#include <chrono>

namespace saferscope {
namespace {

constexpr int pauseMs = 500;            // after the last key or click
constexpr int settingsEveryMs = 10000;  // the arrangement: larger, and less of a loss
constexpr int peacefulMs = 60000;
constexpr int mostAttempts = 2;
constexpr std::size_t keptReports = 10;

const QString formatKey = QStringLiteral("format");
const QString workspaceKey = QStringLiteral("workspace");
const QString pageKey = QStringLiteral("page");
const QString featureKey = QStringLiteral("feature");
const QString pairKey = QStringLiteral("pair");
const QString scopeKey = QStringLiteral("scope");
const QString textsKey = QStringLiteral("texts");
const QString attemptKey = QStringLiteral("attempt");
const QString startedKey = QStringLiteral("started");

qint64 nowMs() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// The report of the program whose session it was, if it left one.
std::optional<std::filesystem::path> reportOf(const std::filesystem::path& folder, const QJsonObject& content) {
    const auto reports = crashReports(folder);
    if (reports.empty()) {
        return std::nullopt;
    }
    const qint64 written =
        QFileInfo(QString::fromStdString(reports.front().string())).lastModified().toMSecsSinceEpoch();
    // The clock of a file system may be a little behind.
    return written + 2000 >= content[startedKey].toInteger() ? std::optional(reports.front()) : std::nullopt;
}

bool holdsSomething(const QJsonObject& content) { return !content[workspaceKey].toString().isEmpty(); }

}  // namespace

SessionKeeper::SessionKeeper(MainWindow& window, const std::filesystem::path& folder, QObject* parent)
    : QObject(parent), m_window(window), m_folder(folder), m_file(folder) {
    pruneCrashReports(folder, keptReports);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SessionKeeper::save);
    m_settings.setSingleShot(true);
    m_settings.setInterval(settingsEveryMs);
    connect(&m_settings, &QTimer::timeout, &window, [&window] { window.saveState(); });
}

QJsonObject SessionKeeper::snapshot() const {
    QJsonObject content{{formatKey, 1}, {attemptKey, m_attempt}, {startedKey, m_written[startedKey]}};
    const WorkspaceSession* session = m_window.session();
    if (session == nullptr || session->workspace() == nullptr) {
        return content;
    }
    content[workspaceKey] = QString::fromStdString(session->workspace()->folder().string());
    const int page = m_window.currentPage();
    content[pageKey] = page >= 0 ? m_window.pages()[static_cast<std::size_t>(page)]->key() : QString();
    content[scopeKey] = static_cast<int>(session->scope());
    if (const auto feature = session->selectedFeature()) {
        content[featureKey] = static_cast<qint64>(feature->value());
    }
    if (const auto pair = session->selectedPair()) {
        content[pairKey] = static_cast<qint64>(pair->value());
    }
    QJsonObject texts;
    for (const Page* one : m_window.pages()) {
        if (const auto* typed = dynamic_cast<const HasUnsavedTexts*>(one)) {
            if (const QJsonObject unsaved = typed->unsavedTexts(); !unsaved.isEmpty()) {
                texts[one->key()] = unsaved;
            }
        }
    }
    content[textsKey] = texts;
    return content;
}

bool SessionKeeper::restore(const QString& workspace) {
    const auto wanted = [&](const QJsonObject& content) {
        return workspace.isEmpty() || !holdsSomething(content) ||
               QFileInfo(content[workspaceKey].toString()).canonicalFilePath() ==
                   QFileInfo(workspace).canonicalFilePath();
    };
    const auto asOwn = [](QJsonObject content) {
        content[attemptKey] = content[attemptKey].toInt() + 1;
        content[startedKey] = nowMs();
        return content;
    };
    const auto found = m_file.takeOver(wanted, asOwn);
    if (!found) {
        return false;
    }
    const int before = (*found)[attemptKey].toInt();
    if (before >= mostAttempts) {
        const bool aside = m_file.keepAside(*found);
        m_tell = [this, content = *found, aside] { tell(content, false, aside); };
        return false;
    }
    m_attempt = before + 1;
    QTimer::singleShot(peacefulMs, this, [this] {
        m_attempt = 0;
        save();
    });
    const bool opened = holdsSomething(*found) && bringBack(*found);
    if (opened || !holdsSomething(*found)) {
        m_tell = [this, content = *found, opened] { tell(content, opened, false); };
    } else {
        m_file.keepAside(*found);  // the window says why it could not be opened
    }
    return opened;
}

bool SessionKeeper::bringBack(const QJsonObject& content) {
    if (!m_window.openWorkspace(content[workspaceKey].toString())) {
        return false;
    }
    WorkspaceSession* session = m_window.session();
    if (content[scopeKey].toInt() == static_cast<int>(TokenScope::AllTokens)) {
        session->setScope(TokenScope::AllTokens);
    }
    const auto number = [&](const QString& key) {
        const qint64 value = content[key].toInteger(-1);
        return value >= 0 && value <= 0xFFFFFFFFll ? std::optional(static_cast<std::uint32_t>(value)) : std::nullopt;
    };
    if (const auto feature = number(featureKey)) {
        session->selectFeature(FeatureId(*feature));
    }
    if (const auto pair = number(pairKey)) {
        session->selectPair(PairIndex(*pair));
    }
    const QString key = content[pageKey].toString();
    for (std::size_t i = 0; i < m_window.pages().size(); ++i) {
        if (m_window.pages()[i]->key() == key) {
            m_window.showPage(static_cast<int>(i));
        }
    }
    const QJsonObject texts = content[textsKey].toObject();
    for (Page* page : m_window.pages()) {
        auto* typed = dynamic_cast<HasUnsavedTexts*>(page);
        if (typed != nullptr && texts.contains(page->key())) {
            typed->bringBack(texts[page->key()].toObject());
        }
    }
    return true;
}

void SessionKeeper::tell(const QJsonObject& content, bool restored, bool putAside) {
    const auto report = reportOf(m_folder, content);
    log::warn("The last session ended unexpectedly ({})", report ? "there is a report" : "no report");
    QString whatToDo;
    if (putAside) {
        whatToDo =
            tr("It did so again each time its window was restored, so this time it starts empty. Nothing that "
               "was saved is lost, and what was half typed is kept.");
    } else if (!restored) {
        whatToDo = tr("No workspace was open.");
    } else if (content[textsKey].toObject().isEmpty()) {
        whatToDo = tr("Everything that was saved is there, and the window shows what it showed then.");
    } else {
        whatToDo =
            tr("Everything that was saved is there, the window shows what it showed then, and what was half "
               "typed is in its field again: it is not saved yet.");
    }
    if (!report) {
        whatToDo += QLatin1Char(' ') + tr("There is no report: it was ended from outside, or the computer went down.");
    }
    std::vector<MessageAction> actions;
    if (report) {
        actions.push_back({tr("Show report"), [this, report] {
                               auto* dialog = new LogDialog(tr("Report of the fault"), *report, &m_window);
                               dialog->open();
                           }});
        actions.push_back(
            {tr("Open folder"),
             [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(m_folder.string()))); }});
    }
    if (putAside) {
        actions.push_back({tr("Restore it all the same"), [this, content] {
                               m_attempt = mostAttempts;
                               if (bringBack(content)) {
                                   m_window.messageBar()->dismiss();
                               }
                           }});
    }
    m_window.messageBar()->showMessage(MessageKind::Warning, tr("Saferscope ended unexpectedly last time."), whatToDo,
                                       actions);
}

void SessionKeeper::start() {
    m_written[startedKey] = nowMs();
    std::vector<std::string> names;
    for (const Page* page : m_window.pages()) {
        names.push_back(page->key().toStdString());
    }
    namePages(names);
    noteOpenPage(m_window.currentPage());
    if (auto* stack = m_window.centralWidget()->findChild<QStackedWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        connect(stack, &QStackedWidget::currentChanged, this, [this] {
            noteOpenPage(m_window.currentPage());
            m_pause.start();
        });
    }
    QCoreApplication::instance()->installEventFilter(this);
    save();
    if (m_tell) {  // last: opening a workspace may have said something of its own
        std::exchange(m_tell, {})();
    }
}

bool SessionKeeper::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyRelease:
        case QEvent::InputMethod:
        case QEvent::MouseButtonRelease:
        case QEvent::Drop:
            if (!m_pause.isActive()) {  // not started anew: who types without a pause must not wait for one
                m_pause.start();
            }
            if (!m_settings.isActive()) {
                m_settings.start();
            }
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

void SessionKeeper::save() {
    const QJsonObject now = snapshot();
    if (now != m_written) {
        m_written = now;
        m_file.write(now);
    }
}

void SessionKeeper::endCleanly() {
    QCoreApplication::instance()->removeEventFilter(this);
    m_pause.stop();
    m_settings.stop();
    m_file.endCleanly();
}

void SessionKeeper::tellFailedAct(bool memory) {
    m_window.messageBar()->showMessage(
        MessageKind::Error, memory ? tr("There was not enough memory for this.") : tr("This action failed."),
        memory ? tr("It was given up; nothing else was lost. Close what is not needed and try again.")
               : tr("It was given up; nothing else was lost. The log says which part of the program it was."));
}

}  // namespace saferscope

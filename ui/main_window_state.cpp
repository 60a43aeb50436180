// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers from one start to the next.
#include "ui/bridge/workspace_session.h"
#include "ui/main_window.h"
#include "ui/main_window_guide.h"
#include "ui/pages/page.h"
#include "ui/widgets/welcome_view.h"

#include <QSettings>

namespace saferscope {
namespace {

constexpr QSize firstSize(1360, 860);
const QString selectionKey = QStringLiteral("workspaces/selection");

qlonglong numberOr(const QVariant& value) {
    bool fine = false;
    const qlonglong number = value.toLongLong(&fine);
    return fine && number >= 0 && number <= 0xFFFFFFFFll ? number : -1;
}

/// Numbers of features and pairs mean something in indices of this SAE and these pairs only.
QString whatNumbersMean(const WorkspaceSession& session) {
    if (session.index() == nullptr) {
        return {};
    }
    const IndexManifest& manifest = session.index()->manifest();
    return QString::fromStdString(manifest.saeHash + ' ' + manifest.datasetHash);
}

}  // namespace

void MainWindow::saveState() {
    if (!m_guide->presenting()) {  // its size is not the window's own
        m_settings->setValue(QStringLiteral("window/geometry"), saveGeometry());
    }
    m_settings->setValue(QStringLiteral("window/page"), m_lastPage);
    for (const Page* page : m_pages) {
        m_settings->beginGroup(QStringLiteral("page-") + page->key());
        page->saveState(*m_settings);
        m_settings->endGroup();
    }
    rememberSelection();
    m_settings->sync();
}

void MainWindow::restoreState() {
    if (!restoreGeometry(m_settings->value(QStringLiteral("window/geometry")).toByteArray())) {
        resize(firstSize);
    }
    m_lastPage = m_settings->value(QStringLiteral("window/page"), 0).toInt();
    m_lastPage = m_lastPage >= 0 && m_lastPage < static_cast<int>(m_pages.size()) ? m_lastPage : 0;
    for (Page* page : m_pages) {
        m_settings->beginGroup(QStringLiteral("page-") + page->key());
        page->restoreState(*m_settings);
        m_settings->endGroup();
    }
    m_welcome->setRecent(recentWorkspaces());
}

void MainWindow::rememberSelection() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    const QString folder = QString::fromStdString(m_session->workspace()->folder().string());
    const auto number = [](const auto& chosen) {
        return chosen ? QVariant(static_cast<qlonglong>(chosen->value())) : QVariant(-1);
    };
    const QVariantMap old = m_settings->value(selectionKey).toMap();
    QVariantMap kept;  // of the workspaces that the list of recent ones knows, so that it does not grow for ever
    for (const QString& recent : recentWorkspaces()) {
        if (old.contains(recent)) {
            kept[recent] = old[recent];
        }
    }
    kept[folder] = QVariantList{number(m_session->selectedFeature()), number(m_session->selectedPair()),
                                static_cast<int>(m_session->scope()), whatNumbersMean(*m_session)};
    m_settings->setValue(selectionKey, kept);
}

void MainWindow::restoreSelection() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    const QString folder = QString::fromStdString(m_session->workspace()->folder().string());
    const QVariantList kept = m_settings->value(selectionKey).toMap().value(folder).toList();
    if (kept.size() < 3) {
        return;
    }
    if (kept[2].toInt() == static_cast<int>(TokenScope::AllTokens)) {
        m_session->setScope(TokenScope::AllTokens);
    }
    if (kept.size() > 3 && kept[3].toString() != whatNumbersMean(*m_session)) {
        return;  // another index since then
    }
    // What an index does not have all the same, the session ignores.
    if (const qlonglong feature = numberOr(kept[0]); feature >= 0) {
        m_session->selectFeature(FeatureId(static_cast<std::uint32_t>(feature)));
    }
    if (const qlonglong pair = numberOr(kept[1]); pair >= 0) {
        m_session->selectPair(PairIndex(static_cast<std::uint32_t>(pair)));
    }
}

}  // namespace saferscope

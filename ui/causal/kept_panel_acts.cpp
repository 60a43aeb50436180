// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to kept results: rename, delete and take that back, export.
#include "core/base/atomic_file.h"
#include "core/base/csv_text.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/kept_panel.h"
#include "ui/causal/survey_chart.h"
#include "ui/widgets/plural.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QTableView>

namespace saferscope {
namespace {

/// CSV with texts that a spreadsheet would run as formulas made harmless.
QByteArray csvOf(const std::vector<std::vector<std::string>>& table) {
    QByteArray bytes;
    for (const auto& row : table) {
        QStringList cells;
        for (const std::string& one : row) {
            bool number = false;
            QString::fromStdString(one).toDouble(&number);
            cells << QString::fromStdString(number ? one : csvText(one));
        }
        bytes += cells.join(QLatin1Char(',')).toUtf8() + '\n';
    }
    return bytes;
}

}  // namespace

void KeptPanel::rename() {
    const auto rows = selected();
    if (rows.size() != 1 || m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    const std::string before = m_results[rows.front()].name;
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || name.toStdString() == before) {
        m_name->setText(QString::fromStdString(before));
        m_view->setFocus();
        return;
    }
    if (const Status status = renameKeptResult(*m_session->workspace(), before, name.toStdString()); !status) {
        Q_EMIT failed(status.error());
        return;
    }
    m_results = keptResults(*m_session->workspace());
    showTable();
    select(name.toStdString());
    showSelection();
    m_view->setFocus();
}

void KeptPanel::removeSelected() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    std::vector<KeptResult> gone;
    for (const std::size_t row : selected()) {
        if (const Status status = removeKeptResult(*m_session->workspace(), m_results[row].name); !status) {
            Q_EMIT failed(status.error());
            break;
        }
        gone.push_back(m_results[row]);
    }
    if (gone.empty()) {
        return;
    }
    const QString words = gone.size() == 1 ? tr("“%1” is deleted.").arg(QString::fromStdString(gone.front().name))
                                           : tr("%Ln results are deleted.", nullptr, pluralOf(gone.size()));
    m_removed.push_back(std::move(gone));
    reload();
    Q_EMIT told(MessageKind::Info, words, tr("Undo delete (Ctrl+Z) brings it back."));
}

void KeptPanel::undoRemove() {
    if (m_removed.empty() || m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    std::string name;
    auto& gone = m_removed.back();
    while (!gone.empty()) {
        // One whose name somebody has taken since stays here: undo can be tried again.
        if (const Status status = keepResult(*m_session->workspace(), gone.back(), false); !status) {
            reload();
            Q_EMIT failed(status.error());
            return;
        }
        name = gone.back().name;
        gone.pop_back();
    }
    m_removed.pop_back();
    reload();
    select(name);
}

bool KeptPanel::exportTo(const QString& path) {
    std::vector<KeptResult> chosen;
    for (const std::size_t row : selected()) {
        chosen.push_back(m_results[row]);
    }
    if (chosen.empty()) {
        chosen = m_results;
    }
    const QString ending = path.section(QLatin1Char('.'), -1).toLower();
    Status status;
    if (ending == QLatin1String("json")) {
        Json all = Json::array();
        for (const KeptResult& one : chosen) {
            all.push_back(toJson(one));
        }
        status = writeFileAtomically(path.toStdString(), dumpJson(all, 2) + "\n");
    } else if (ending == QLatin1String("csv")) {
        const QByteArray bytes = csvOf(keptResultTable(chosen));
        status = writeFileAtomically(path.toStdString(),
                                     std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    } else {
        return m_chart->exportTo(path);
    }
    if (!status) {
        Q_EMIT failed(status.error());
        return false;
    }
    Q_EMIT told(MessageKind::Success, tr("Saved %1").arg(path), {});
    return true;
}

bool KeptPanel::askForTable() {
    if (m_results.empty()) {
        return false;
    }
    const QString path = QFileDialog::getSaveFileName(this, tr("Export kept results"), tr("kept-results.csv"),
                                                      tr("CSV (*.csv);;JSON (*.json);;Chart as picture (*.png);;Chart "
                                                         "as drawing (*.svg);;Chart as document (*.pdf)"));
    if (!path.isEmpty()) {
        exportTo(path);
    }
    return true;
}

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
// Where texts come from: pairs of the index, files.
#include "core/data/pair_reader.h"
#include "ui/bridge/workspace_session.h"
#include "ui/playground/answer_box.h"
#include "ui/playground/pair_list_panel.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/text_edit.h"
#include "ui/playground/turn_list.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QRandomGenerator>
#include <QUrl>

namespace saferscope {
namespace {

constexpr std::size_t shownFilePairs = 200;  ///< of a dropped file; the rest is the import's business

}  // namespace

void PlaygroundPage::loadPair(PairIndex index) {
    if (m_session == nullptr || m_session->workspace() == nullptr || m_session->index() == nullptr ||
        index.value() >= m_session->index()->pairCount()) {
        return;
    }
    const std::string hash = m_session->index()->manifest().datasetHash;
    for (const Dataset& dataset : m_session->workspace()->datasets()) {
        if (dataset.contentHash == hash) {
            if (const auto pair = m_session->workspace()->loadPair(dataset.id, m_session->index()->pair(index).id)) {
                load(*pair);
            } else {
                showError(pair.error());
            }
            return;
        }
    }
    showMessage(MessageKind::Warning, tr("The data set that the index was built from is not in the workspace."),
                tr("Import it again on the Overview page, or paste the texts."));
}

void PlaygroundPage::randomPair() {
    if (m_session == nullptr || m_session->index() == nullptr || m_session->index()->pairCount() == 0) {
        showMessage(MessageKind::Info, tr("There is no index to take a pair from."),
                    tr("Build one on the Overview page."));
        return;
    }
    loadPair(PairIndex(QRandomGenerator::global()->bounded(m_session->index()->pairCount())));
}

void PlaygroundPage::loadFile(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    const QString lower = name.toLower();
    if (lower.endsWith(QStringLiteral(".txt")) || lower.endsWith(QStringLiteral(".md"))) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            showMessage(MessageKind::Error, tr("%1 cannot be read: %2.").arg(name, file.errorString()));
            return;
        }
        // Four bytes a character at most, and one more to know that there is more.
        const QString text = QString::fromUtf8(file.read(qint64{4} * (longestText + 1)));
        AnswerBox* box = m_answers[m_answers[1]->editor()->hasFocus() ? 1 : 0];
        Draft changed = draft();
        (box == m_answers[0] ? changed.chosen : changed.rejected) = text.toStdString();
        load(changed);
        return;
    }
    auto reader = PairReader::open(path.toStdString());
    if (!reader) {
        showError(reader.error());
        return;
    }
    std::vector<PreferencePair> pairs;
    while (pairs.size() < shownFilePairs) {
        auto pair = reader->next();
        if (!pair) {
            showError(pair.error());
            return;
        }
        if (!*pair) {
            break;
        }
        pairs.push_back(std::move(**pair));
    }
    if (pairs.empty()) {
        showMessage(MessageKind::Warning, tr("%1 holds no pair that can be read.").arg(name),
                    tr("Import it on the Overview page to see what is wrong with its lines."));
        return;
    }
    const Draft first = pairs.front();
    m_list->showFile(name, std::move(pairs));
    load(first);
}

void PlaygroundPage::dragEnterEvent(QDragEnterEvent* event) {
    const QMimeData* dropped = event->mimeData();
    if (m_session != nullptr && m_session->index() != nullptr && dropped->hasUrls() && dropped->urls().size() == 1 &&
        dropped->urls().front().isLocalFile() && QFileInfo(dropped->urls().front().toLocalFile()).isFile()) {
        event->acceptProposedAction();
    }
}

void PlaygroundPage::dropEvent(QDropEvent* event) {
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    event->acceptProposedAction();
    // A text goes where it is dropped.
    QWidget* under = childAt(event->position().toPoint());
    for (AnswerBox* box : m_answers) {
        if (under != nullptr && box->isAncestorOf(under)) {
            box->editor()->setFocus();
        }
    }
    loadFile(path);
}

}  // namespace saferscope

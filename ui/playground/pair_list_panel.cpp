// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pair_list_panel.h"

#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/models/opinion_summary.h"
#include "ui/theme/cover.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/undo_button.h"
#include "ui/widgets/write_permission.h"

#include <QComboBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr std::size_t undoSteps = 20;
constexpr int shownLetters = 90;

// What an entry is about, on one line.
QString entryText(const PreferencePair& pair) {
    const std::string& text = pair.prompt.empty() ? pair.chosen : pair.prompt.back().content;
    // Letters enough for the line; a long text is not converted as a whole.
    QString shown = literalText(QString::fromStdString(text.substr(0, std::size_t{4} * shownLetters))).simplified();
    if (shown.size() > shownLetters) {
        shown = shown.left(shownLetters) + QStringLiteral("…");
    }
    return shown.isEmpty() ? QString::fromStdString(pair.id) : shown;
}

}  // namespace

PairListPanel::PairListPanel(QWidget* parent) : QWidget(parent) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* card = new Card(tr("Pair list"), QString(), this);
    outer->addWidget(card);
    m_more = new QToolButton(card);
    m_more->setIcon(themedIcon(QStringLiteral("more")));
    connect(&ThemeManager::instance(), &ThemeManager::changed, m_more,
            [this] { m_more->setIcon(themedIcon(QStringLiteral("more"))); });
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setAccessibleName(tr("What can be done with the list"));
    auto* menu = new QMenu(m_more);
    needsWriting(menu->addAction(tr("New list…"), this, &PairListPanel::askForName));
    QAction* exporting = menu->addAction(tr("Export as JSON Lines…"), this, [this] {
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Export the pair list"), QString::fromStdString(m_list->name) + QStringLiteral(".jsonl"),
            tr("JSON Lines (*.jsonl)"));
        if (!path.isEmpty()) {
            exportTo(path);
        }
    });
    QAction* importing = menu->addAction(tr("Import as data set…"), this, &PairListPanel::importAsDataset);
    menu->addSeparator();
    QAction* removing = menu->addAction(tr("Remove the list"), this, &PairListPanel::removeList);
    connect(menu, &QMenu::aboutToShow, this, [this, exporting, importing, removing] {
        const bool some = m_list && !m_list->pairs.empty();
        exporting->setEnabled(some);
        importing->setEnabled(some && !m_isFile);
        removing->setEnabled(m_list && !m_isFile);
    });
    needsWriting(importing);
    needsWriting(removing);
    m_more->setMenu(menu);
    card->header()->addStretch(1);
    card->header()->addWidget(m_more);
    m_box = new QComboBox(card);
    m_box->setAccessibleName(tr("Pair list"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    card->body()->addWidget(m_box);
    m_save = new QPushButton(tr("Save this pair"), card);
    m_save->setProperty("role", QStringLiteral("primary"));
    m_save->setShortcut(QKeySequence::Save);
    m_save->setToolTip(plainToolTip(tr("Put the prompt and both answers into the list (Ctrl+S)")));
    card->body()->addWidget(m_save);
    m_hint = new Label(tr("Nothing is kept here yet. Save this pair to start the list."), TextRole::Small,
                       TextTone::Muted, card);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    card->body()->addWidget(m_hint);
    m_entries = new QListWidget(card);
    m_entries->setFrameShape(QFrame::NoFrame);
    m_entries->setUniformItemSizes(true);
    m_entries->setTextElideMode(Qt::ElideRight);
    m_entries->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_entries->setAccessibleName(tr("Pairs of the list"));
    Cover::instance().watchWithSheet(m_entries);  // it shows beginnings of texts
    card->body()->addWidget(m_entries, 1);
    auto* buttons = new QHBoxLayout;
    m_load = new QPushButton(tr("Load"), card);
    m_remove = new QPushButton(tr("Remove"), card);
    m_undo = new QPushButton(tr("Undo"), card);
    marksUndo(m_undo);
    for (QWidget* writes : {m_save, m_remove, m_undo}) {
        needsWriting(writes);
    }
    for (QPushButton* button : {m_load, m_remove, m_undo}) {
        button->setProperty("role", QStringLiteral("quiet"));
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    card->body()->addLayout(buttons);
    const auto load = [this] {
        const int row = m_entries->currentRow();
        if (m_list && row >= 0 && row < static_cast<int>(m_list->pairs.size())) {
            const PreferencePair pair = m_list->pairs[static_cast<std::size_t>(row)];
            Q_EMIT loadRequested(pair);
        }
    };
    connect(m_save, &QPushButton::clicked, this, &PairListPanel::saveRequested);
    connect(m_load, &QPushButton::clicked, this, load);
    connect(m_entries, &QListWidget::itemActivated, this, load);
    connect(m_remove, &QPushButton::clicked, this, &PairListPanel::removeCurrent);
    connect(m_undo, &QPushButton::clicked, this, &PairListPanel::undo);
    auto* back = new QShortcut(QKeySequence::Undo, this);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    nameCommand(back, tr("Bring the removed pair back"));
    connect(back, &QShortcut::activated, this, &PairListPanel::undo);
    connect(m_box, &QComboBox::activated, this, &PairListPanel::choose);
    connect(m_entries, &QListWidget::currentRowChanged, this, [this](int row) {
        m_load->setEnabled(row >= 0);
        m_remove->setEnabled(row >= 0 && !m_isFile);
    });
    setWorkspace(nullptr);
}

void PairListPanel::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    if (session != nullptr) {
        // Another window made, renamed or removed a list; what is chosen here stays chosen.
        connect(session, &WorkspaceSession::documentsChanged, this, [this] {
            QStringList now;
            for (const std::string& name : pairListNames(*m_session->workspace())) {
                now << QString::fromStdString(name);
            }
            QStringList before;
            for (int i = 0; i < m_box->count(); ++i) {
                before << m_box->itemData(i).toString();
            }
            if (now != before) {
                fillBox(m_box->currentData().toString());
            }
        });
    }
    m_list.reset();
    m_isFile = false;
    m_before.clear();
    const bool can = session != nullptr && session->workspace() != nullptr;
    m_save->setEnabled(can);
    m_more->setEnabled(can);
    fillBox({});
}

void PairListPanel::fillBox(const QString& wanted) {
    const QSignalBlocker blocker(m_box);
    m_box->clear();
    if (m_session != nullptr && m_session->workspace() != nullptr) {
        for (const std::string& name : pairListNames(*m_session->workspace())) {
            m_box->addItem(cellText(QString::fromStdString(name)), QString::fromStdString(name));
        }
    }
    const int at = m_box->findData(wanted);
    m_box->setCurrentIndex(at >= 0 ? at : m_box->count() > 0 ? 0 : -1);
    m_box->setVisible(m_box->count() > 0);
    choose();
}

void PairListPanel::open(const QString& name) {
    if (m_box->findData(name) >= 0) {
        fillBox(name);
    }
}

void PairListPanel::choose() {
    m_list.reset();
    m_isFile = false;
    m_before.clear();
    if (m_session != nullptr && m_session->workspace() != nullptr && m_box->currentIndex() >= 0) {
        auto read = pairList(*m_session->workspace(), m_box->currentData().toString().toStdString());
        if (read) {
            m_list = std::move(*read);
        } else {
            Q_EMIT failed(read.error());
        }
    }
    fillEntries(0);
}

void PairListPanel::fillEntries(int current) {
    m_entries->clear();
    if (m_list) {
        for (const PreferencePair& pair : m_list->pairs) {
            auto* item = new QListWidgetItem(cellText(entryText(pair)), m_entries);
            item->setToolTip(plainToolTip(QString::fromStdString(pair.id)));
        }
    }
    const int count = m_entries->count();
    m_entries->setCurrentRow(std::min(current, count - 1));
    m_hint->setVisible(count == 0);
    m_entries->setVisible(count > 0);
    m_load->setEnabled(count > 0);
    m_remove->setEnabled(count > 0 && !m_isFile);
    m_undo->setVisible(!m_before.empty());
}

bool PairListPanel::store(PairList list) {
    if (const Status saved = savePairList(*m_session->workspace(), list, true); !saved) {
        Q_EMIT failed(saved.error());
        return false;
    }
    m_list = std::move(list);
    return true;
}

bool PairListPanel::createList(const QString& name) {
    PairList list;
    list.name = name.trimmed().toStdString();
    if (const Status saved = savePairList(*m_session->workspace(), list, false); !saved) {
        Q_EMIT failed(saved.error());
        return false;
    }
    fillBox(name.trimmed());
    return true;
}

void PairListPanel::add(PreferencePair pair) {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    if (m_isFile) {
        fillBox({});
    }
    if (!m_list && !createList(QStringLiteral("Playground"))) {
        return;
    }
    PairList list = *m_list;
    pair.id = freshPairId(list);
    list.pairs.push_back(std::move(pair));
    const PairList before = *m_list;
    if (store(std::move(list))) {
        m_before.push_back(before);
        fillEntries(static_cast<int>(m_list->pairs.size()) - 1);
        Q_EMIT told(tr("The pair was saved to the list \"%1\".").arg(QString::fromStdString(m_list->name)), {});
    }
}

void PairListPanel::showFile(const QString& name, std::vector<PreferencePair> pairs) {
    m_before.clear();
    m_list = PairList{name.toStdString(), {}, std::move(pairs)};
    m_isFile = true;
    const QSignalBlocker blocker(m_box);
    m_box->setVisible(true);
    if (const int old = m_box->findData(QVariant()); old >= 0) {
        m_box->removeItem(old);
    }
    m_box->addItem(tr("%1 (file)").arg(name));
    m_box->setCurrentIndex(m_box->count() - 1);
    fillEntries(0);
}

void PairListPanel::removeCurrent() {
    const int row = m_entries->currentRow();
    if (!m_list || m_isFile || row < 0) {
        return;
    }
    const PairList before = *m_list;
    PairList list = before;
    list.pairs.erase(list.pairs.begin() + row);
    if (store(std::move(list))) {
        m_before.push_back(before);
        if (m_before.size() > undoSteps) {
            m_before.erase(m_before.begin());
        }
        fillEntries(row);
    }
}

void PairListPanel::undo() {
    if (m_before.empty()) {
        return;
    }
    const PairList before = m_before.back();
    if (store(before)) {
        m_before.pop_back();
        if (m_box->findData(QString::fromStdString(before.name)) < 0) {
            const std::vector<PairList> older = m_before;
            fillBox(QString::fromStdString(before.name));  // the list itself was removed
            m_before = older;
        }
        fillEntries(static_cast<int>(before.pairs.size()) - 1);
    }
}

void PairListPanel::askForName() {
    bool taken = false;
    const QString name =
        QInputDialog::getText(this, tr("New pair list"), tr("Name"), QLineEdit::Normal, QString(), &taken);
    if (taken && !name.trimmed().isEmpty()) {
        createList(name);
    }
}

void PairListPanel::removeList() {
    if (!m_list || m_isFile) {
        return;
    }
    const PairList before = *m_list;
    if (const Status removed = removePairList(*m_session->workspace(), before.name); !removed) {
        Q_EMIT failed(removed.error());
        return;
    }
    fillBox({});
    m_before.push_back(before);
    fillEntries(0);
    Q_EMIT told(tr("The list \"%1\" was removed.").arg(QString::fromStdString(before.name)),
                tr("Undo in the panel brings it back."));
}

bool PairListPanel::exportTo(const QString& path) {
    const Status written =
        m_list ? exportPairList(*m_list, path.toStdString()) : fail(ErrorCode::Usage, "There is no list to export.");
    if (!written) {
        Q_EMIT failed(written.error());
        return false;
    }
    Q_EMIT told(tr("The list was written to %1.").arg(path), {});
    return true;
}

void PairListPanel::importAsDataset() {
    // Beside the workspace's own files, so that the import dialog can say where the data set came from.
    const auto folder = m_session->workspace()->folder() / "datasets";
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    const auto file = folder / ("pair-list-" + m_list->name + ".jsonl");
    if (const Status written = exportPairList(*m_list, file); !written) {
        Q_EMIT failed(written.error());
        return;
    }
    ImportDialog dialog(m_session->workspace()->folder(), this);
    dialog.setFile(QString::fromStdString(file.string()));
    dialog.exec();
    if (dialog.imported()) {
        m_session->refresh();
    }
}

}  // namespace saferscope

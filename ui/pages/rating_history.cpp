// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rating_history.h"

#include "ui/pages/rating_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

namespace saferscope {

namespace {

QString inWords(const RatingEvent& event) {
    const QString said = shownLine(event.text);
    switch (event.action) {
        case RatingAction::Rate: {
            QString what = RatingHistory::tr("rated %1").arg(event.score.value_or(0));
            if (event.raterKind == RaterKind::Human && !event.target.empty()) {
                what = RatingHistory::tr("%1, confirming the judge").arg(what);
            } else if (event.blind) {
                what = RatingHistory::tr("%1, blind").arg(what);
            }
            return what;
        }
        case RatingAction::Unrated:
            return RatingHistory::tr("gave no rating: %1").arg(said);
        case RatingAction::Skip:
            return RatingHistory::tr("skipped");
        case RatingAction::Flag:
            return RatingHistory::tr("flagged");
        case RatingAction::Unflag:
            return RatingHistory::tr("took the flag away");
        case RatingAction::Comment:
            return said;
        case RatingAction::Label:
            return said.isEmpty() ? RatingHistory::tr("took the name away")
                                  : RatingHistory::tr("named it \u201C%1\u201D").arg(said);
        case RatingAction::Adjudicate:
            return RatingHistory::tr("settled on %1. %2").arg(event.score.value_or(0)).arg(said);
        case RatingAction::Undo:
            break;
    }
    return {};
}

enum HistoryRole { WhatRole = Qt::DisplayRole, WhoRole = Qt::UserRole + 1, WhenRole, TakenBackRole };

}  // namespace

HistoryLines historyLines(const std::vector<RatingEvent>& events, const std::string& rater, bool hideOthers) {
    std::set<std::pair<std::string, std::string>> takenBack;  // by whom, which
    for (const RatingEvent& event : events) {
        if (event.action == RatingAction::Undo) {
            takenBack.insert({event.rater, event.target});
        }
    }
    HistoryLines history;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->action == RatingAction::Undo) {
            continue;
        }
        const bool own = event->raterKind == RaterKind::Human && event->rater == rater;
        if (!own && hideOthers) {
            ++history.hidden;
            continue;
        }
        HistoryLine line;
        line.who = event->raterKind == RaterKind::Judge ? judgeTitle(event->rater) : shownLine(event->rater, 64);
        line.when = shownTime(event->createdAt);
        line.what = inWords(*event);
        line.takenBack = takenBack.contains({event->rater, event->id});
        line.own = own;
        history.lines.push_back(std::move(line));
    }
    return history;
}

class RatingHistory::Model : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;
    void setLines(std::vector<HistoryLine> lines) {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
    }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid() || index.row() >= rowCount()) {
            return {};
        }
        const HistoryLine& line = m_lines[static_cast<std::size_t>(index.row())];
        const QString who = line.own ? RatingHistory::tr("You") : line.who;
        switch (role) {
            case WhatRole:
                return line.what;
            case WhoRole:
                return who;
            case WhenRole:
                return line.when;
            case TakenBackRole:
                return line.takenBack;
            case Qt::ToolTipRole:
                return plainToolTip(QStringLiteral("%1, %2: %3").arg(who, line.when, line.what));
            case Qt::AccessibleTextRole:
                return line.takenBack ? RatingHistory::tr("%1, %2: %3 (taken back)").arg(who, line.when, line.what)
                                      : QStringLiteral("%1, %2: %3").arg(who, line.when, line.what);
            default:
                return {};
        }
    }

private:
    std::vector<HistoryLine> m_lines;
};

class RatingHistory::Delegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {100, QFontMetrics(smallFont()).height() + 7};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = currentTheme();
        painter->save();
        QFont font = smallFont();
        QRect area = option.rect.adjusted(0, 0, -spacing(2), 0);
        const bool takenBack = index.data(TakenBackRole).toBool();
        const auto put = [&](const QString& text, int room, Qt::Alignment where) {
            painter->setFont(font);
            const QFontMetrics metrics(font);
            const QString line = metrics.elidedText(cellText(text), Qt::ElideRight, room);
            painter->drawText(area, static_cast<int>(where | Qt::AlignVCenter) | Qt::TextSingleLine, line);
            return std::min(room, metrics.horizontalAdvance(line));
        };
        painter->setPen(theme.mutedText);
        area.setRight(area.right() - put(index.data(WhenRole).toString(), area.width(), Qt::AlignRight) - spacing(3));
        font.setWeight(QFont::DemiBold);
        painter->setPen(takenBack ? theme.mutedText : theme.text);
        area.setLeft(area.left() + put(index.data(WhoRole).toString(), area.width() * 2 / 5, Qt::AlignLeft) +
                     spacing(2));
        font.setWeight(QFont::Normal);
        font.setStrikeOut(takenBack);
        put(index.data(WhatRole).toString(), std::max(0, area.width()), Qt::AlignLeft);
        painter->restore();
    }
};

RatingHistory::RatingHistory(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1));
    m_model = new Model(this);
    m_list = new QListView(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new Delegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);  // keys belong to the card
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);  // it takes what is left
    m_list->setMinimumHeight(66);
    m_list->setAccessibleName(tr("History of this feature"));
    m_note = new Label(QString(), TextRole::Small, TextTone::Muted, this);
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_note);
    layout->addWidget(m_list, 1);
    connect(&ThemeManager::instance(), &ThemeManager::changed, m_list, [this] {
        m_list->doItemsLayout();
        m_list->viewport()->update();
    });
}

void RatingHistory::setLines(HistoryLines history) {
    QString note;
    if (history.hidden > 0) {
        note = tr("%Ln entries by others show once you have rated.", nullptr, pluralOf(history.hidden));
    } else if (history.lines.empty()) {
        note = tr("Nothing was said of this feature yet.");
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_list->setVisible(!history.lines.empty());
    m_model->setLines(std::move(history.lines));
    m_list->scrollToTop();
}

}  // namespace saferscope

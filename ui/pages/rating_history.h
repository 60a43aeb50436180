// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"

#include <QAbstractListModel>
#include <QString>
#include <QWidget>
#include <vector>

class QListView;

namespace saferscope {

class Label;

/// One entry of a feature's history in words.
struct HistoryLine {
    QString who;
    QString when;
    QString what;
    bool takenBack = false;  ///< shown, but struck through
    bool own = false;
};

struct HistoryLines {
    std::vector<HistoryLine> lines;  ///< newest first; undo events show at what they take back
    int hidden = 0;                  ///< entries of others that must not be seen yet
};
/// `events` in log order. With `hideOthers`, only what `rater` said is told.
HistoryLines historyLines(const std::vector<RatingEvent>& events, const std::string& rater, bool hideOthers);

/// What was said of a feature, by whom and when; literal text, cut to one line, whole in the tool tip.
class RatingHistory : public QWidget {
    Q_OBJECT

public:
    explicit RatingHistory(QWidget* parent = nullptr);
    void setLines(HistoryLines history);
    QListView* list() const { return m_list; }

private:
    class Model;
    class Delegate;
    Model* m_model = nullptr;
    QListView* m_list = nullptr;
    Label* m_note = nullptr;
};

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

namespace saferscope {

/// A key (or several that do the same, each a cap of its own) and what it does.
struct KeyHelp {
    QStringList caps;
    QString meaning;
};

/// What Enter can do on a card.
enum class JudgeState {
    None,    ///< no judge has rated the feature
    Hidden,  ///< blind mode hides what it said
    Shown,
};

/// The page's keys in one line under the card: as many as fit, most needed first. At its end what was rated last.
class AnnotateKeyStrip : public QWidget {
    Q_OBJECT

public:
    explicit AnnotateKeyStrip(QWidget* parent = nullptr);
    void setNote(const QString& note);
    QString note() const { return m_note; }
    /// Only keys that do something are promised.
    void setJudge(JudgeState judge);
    QStringList meanings() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<KeyHelp> m_keys;
    JudgeState m_judge = JudgeState::Shown;
    QString m_note;
};

/// All keys of the page, over the page until ? or Esc closes it again.
class AnnotateKeyList : public QWidget {
    Q_OBJECT

public:
    explicit AnnotateKeyList(QWidget* parent = nullptr);
    void openOver(QWidget* page);
};

}  // namespace saferscope

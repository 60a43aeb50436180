// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/safer_call.h"
#include "ui/widgets/labels.h"

#include <QString>
#include <QWidget>
#include <utility>
#include <vector>

class QGridLayout;
class QScrollArea;
class QVBoxLayout;

namespace saferscope {

/// What was found in files from outside: facts as name and value, and below them what there is to say about them. All
/// of it may come from those files and is shown literally. Hidden while empty.
class FoundPanel : public QWidget {
    Q_OBJECT

public:
    explicit FoundPanel(QWidget* parent = nullptr);
    void clear();
    /// For a place among other things: takes no more room than its words, where it would fill what is free otherwise.
    void keepToWords();
    /// A fact without a value is left out.
    void addFact(const QString& name, const QString& value);
    void addNote(const QString& text, TextTone tone, const QString& whatToDo = {});
    void addHeading(const QString& text);
    /// Every word that is shown, for tests and screen readers.
    QString words() const;

private:
    void append(QWidget* widget);
    void follow();

    QScrollArea* m_area = nullptr;
    QWidget* m_inside = nullptr;
    QVBoxLayout* m_column = nullptr;
    QGridLayout* m_facts = nullptr;
    int m_row = 0;
};

/// "1,234" of a member that is a number; empty otherwise, also for what is negative where that has no meaning.
QString numberTextOf(const Json& object, const char* key);
/// Three digits after the point, or empty.
QString decimalTextOf(const Json& object, const char* key, int digits);

/// Names and sentences from outside on one line: line breaks become spaces, characters that would turn the direction of
/// what follows become visible.
QString plainLine(QString text, qsizetype longest = 400);

/// A path as typed: "~" is the home folder, a relative one never looks like an option.
QString tidyPath(const QString& typed);

}  // namespace saferscope

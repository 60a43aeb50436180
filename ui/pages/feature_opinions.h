// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "ui/widgets/labels.h"

#include <QString>
#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace saferscope {

/// One thing that somebody said of a feature. Texts are data: shown as plain text.
struct OpinionLine {
    QString who;   ///< "gpt-4o: 5", "anna: 4, blind"
    QString text;  ///< explanation, reason, comment; may be empty
    TextTone tone = TextTone::Normal;
};
/// Everything that was said, the main judge first, then other judges, people, the adjudication, flags and comments. At
/// most 60 lines and 4,000 characters each; a last line says what was left out.
std::vector<OpinionLine> opinionLines(const FeatureOpinions& opinions, const std::string& judge);

/// Who said what of the selected feature, in a list that scrolls.
class FeatureOpinionList : public QWidget {
    Q_OBJECT

public:
    explicit FeatureOpinionList(QWidget* parent = nullptr);
    void setOpinions(const FeatureOpinions& opinions, const std::string& judge);
    /// As shown, one line each; for tests.
    QStringList lines() const;

private:
    QWidget* m_holder = nullptr;
    QVBoxLayout* m_layout = nullptr;
};

/// The two scores of a feature in one line: the judge's with its explanation (cut where there is no room), and
/// people's.
class FeatureScoreLine : public QWidget {
    Q_OBJECT

public:
    explicit FeatureScoreLine(QWidget* parent = nullptr);
    void setOpinions(const FeatureOpinions& opinions, const std::string& judge);
    QString text() const;

private:
    class Pill;
    Label* m_judge = nullptr;
    Pill* m_llm = nullptr;
    Label* m_why = nullptr;
    Label* m_people = nullptr;
    Pill* m_human = nullptr;
};

}  // namespace saferscope

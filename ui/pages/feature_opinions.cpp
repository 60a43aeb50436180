// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_opinions.h"

#include "ui/bridge/sentences.h"
#include "ui/models/number_delegates.h"
#include "ui/models/opinion_summary.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <algorithm>

namespace saferscope {

namespace {

constexpr std::size_t mostLines = 60;
constexpr qsizetype longestText = 4000;

QString shortened(const std::string& text) {
    const QString shown = literalText(QString::fromStdString(text));
    return shown.size() > longestText ? shown.left(longestText) + QChar(0x2026) : shown;
}

class OpinionText {
    Q_DECLARE_TR_FUNCTIONS(FeatureOpinionList)
};

QString withDate(const QString& said, const std::string& createdAt) {
    return createdAt.size() < 10 ? said
                                 : OpinionText::tr("%1 (%2)").arg(said, QString::fromStdString(createdAt).left(10));
}

/// "LLM (gpt-4o)" for the judge that columns mean, others by their names alone.
QString judgeName(const std::string& judge, const std::string& main) {
    const QString name = QString::fromStdString(judge);
    return judge == main || isWordLists(name) ? judgeTitle(name) : name;
}

void addJudges(std::vector<OpinionLine>& lines, const FeatureOpinions& opinions, const std::string& main) {
    const auto add = [&](const std::string& judge) {
        if (const auto rating = opinions.judges.find(judge); rating != opinions.judges.end()) {
            lines.push_back(
                {OpinionText::tr("%1: %2").arg(judgeName(judge, main), QString::number(rating->second.score)),
                 shortened(rating->second.text)});
            if (rating->second.suspicious) {
                lines.push_back({OpinionText::tr("Look at its contexts"),
                                 OpinionText::tr("Some of them read as if they were meant to steer the judge."),
                                 TextTone::Warning});
            }
        } else if (const auto reason = opinions.unrated.find(judge); reason != opinions.unrated.end()) {
            lines.push_back({OpinionText::tr("%1: no valid answer").arg(judgeName(judge, main)),
                             sentence(shortened(reason->second)), TextTone::Muted});
        }
    };
    add(main);
    std::set<std::string> others;
    for (const auto& [judge, rating] : opinions.judges) {
        others.insert(judge);
    }
    for (const auto& [judge, reason] : opinions.unrated) {
        others.insert(judge);
    }
    others.erase(main);
    for (const std::string& judge : others) {
        add(judge);
    }
}

void addPeople(std::vector<OpinionLine>& lines, const FeatureOpinions& opinions) {
    for (const auto& [rater, rating] : opinions.humans) {
        QString said = OpinionText::tr("%1: %2").arg(QString::fromStdString(rater), QString::number(rating.score));
        said += rating.confirmed ? OpinionText::tr(", confirmed the suggestion")
                : rating.blind   ? OpinionText::tr(", blind")
                                 : QString();
        lines.push_back({withDate(said, rating.createdAt), shortened(rating.text)});
    }
    if (opinions.adjudicated) {
        const QString said =
            OpinionText::tr("Adjudicated by %1: %2")
                .arg(QString::fromStdString(opinions.adjudicatedBy), QString::number(opinions.adjudicated->score));
        lines.push_back(
            {withDate(said, opinions.adjudicated->createdAt), shortened(opinions.adjudicated->text), TextTone::Ok});
    } else if (opinions.disputed()) {
        lines.push_back({OpinionText::tr("Disputed"),
                         OpinionText::tr("People's scores differ and nobody has adjudicated."), TextTone::Warning});
    }
    const auto names = [](const std::set<std::string>& people) {
        QStringList list;
        for (const std::string& person : people) {
            list.append(QString::fromStdString(person));
        }
        return list.join(QStringLiteral(", "));
    };
    if (!opinions.flaggedBy.empty()) {
        lines.push_back({OpinionText::tr("Flagged by"), names(opinions.flaggedBy), TextTone::Warning});
    }
    if (!opinions.skippedBy.empty()) {
        lines.push_back({OpinionText::tr("Skipped by"), names(opinions.skippedBy), TextTone::Muted});
    }
    for (const FeatureOpinions::Comment& comment : opinions.comments) {
        lines.push_back({withDate(QString::fromStdString(comment.rater), comment.createdAt), shortened(comment.text)});
    }
}

}  // namespace

std::vector<OpinionLine> opinionLines(const FeatureOpinions& opinions, const std::string& judge) {
    std::vector<OpinionLine> lines;
    addJudges(lines, opinions, judge);
    addPeople(lines, opinions);
    if (lines.size() > mostLines) {
        const auto left = static_cast<int>(lines.size() - mostLines);
        lines.resize(mostLines);
        lines.push_back({OpinionText::tr("Left out here: %Ln more", nullptr, left), {}, TextTone::Muted});
    }
    return lines;
}

FeatureOpinionList::FeatureOpinionList(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("What people and judges say"));
    m_holder = new QWidget(scroll);
    m_layout = new QVBoxLayout(m_holder);
    m_layout->setContentsMargins(0, 0, spacing(2), 0);
    m_layout->setSpacing(spacing(1));
    scroll->setWidget(m_holder);
    layout->addWidget(scroll);
    scroll->viewport()->setAutoFillBackground(false);
    m_holder->setAutoFillBackground(false);
}

void FeatureOpinionList::setOpinions(const FeatureOpinions& opinions, const std::string& judge) {
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (QWidget* widget = item->widget(); widget != nullptr) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    std::vector<OpinionLine> lines = opinionLines(opinions, judge);
    if (lines.empty()) {
        lines.push_back({tr("Nobody has rated this feature yet."), {}, TextTone::Muted});
    }
    for (const OpinionLine& line : lines) {
        auto* who = new Label(literalText(line.who), line.text.isEmpty() ? TextRole::Body : TextRole::Strong, line.tone,
                              m_holder);
        who->setWordWrap(true);
        m_layout->addWidget(who);
        if (!line.text.isEmpty()) {
            auto* text = new Label(line.text, TextRole::Body,
                                   line.tone == TextTone::Muted ? TextTone::Muted : TextTone::Normal, m_holder);
            text->setWordWrap(true);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_layout->addWidget(text);
        }
    }
    m_layout->addStretch(1);
}

QStringList FeatureOpinionList::lines() const {
    QStringList shown;
    for (int i = 0; i < m_layout->count(); ++i) {
        if (const auto* label = qobject_cast<const QLabel*>(m_layout->itemAt(i)->widget()); label != nullptr) {
            shown.append(label->text());
        }
    }
    return shown;
}

/// A score on its tint, as in the table.
class FeatureScoreLine::Pill final : public QWidget {
public:
    explicit Pill(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }
    void set(const std::optional<double>& score, const QString& text, CellMark mark) {
        m_score = score;
        m_text = text;
        m_mark = mark;
        setPictureRole(this, QAccessible::Indicator, text);
        updateGeometry();
        update();
    }
    const QString& text() const { return m_text; }
    QSize sizeHint() const override {
        const QFontMetrics metrics(strongFont());
        return {pillWidth() + (m_mark == CellMark::None ? 0 : 5 + metrics.height() / 2), metrics.height() + 4};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(strongFont());
        const QRectF pill(0, 0, pillWidth(), height());
        painter.setPen(theme.mutedText);
        if (m_score) {
            const QColor tint = heatColor(theme, (*m_score - 0.6) / 5.5);
            painter.setPen(Qt::NoPen);
            painter.setBrush(tint);
            painter.drawRoundedRect(pill, smallCornerRadius, smallCornerRadius);
            painter.setPen(readableTextOn(theme, tint));
        }
        painter.drawText(pill, Qt::AlignCenter, m_text);
        const qreal size = QFontMetrics(strongFont()).height() / 2.0;
        paintMark(painter, m_mark, QRectF(pill.right() + 4, (height() - size) / 2, size, size));
    }

private:
    int pillWidth() const {
        const QFontMetrics metrics(strongFont());
        return std::max(metrics.height() + 6, metrics.horizontalAdvance(m_text) + 12);
    }
    std::optional<double> m_score;
    QString m_text = QStringLiteral("\u2013");
    CellMark m_mark = CellMark::None;
};

FeatureScoreLine::FeatureScoreLine(QWidget* parent) : QWidget(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    m_judge = new Label(QString(), TextRole::Small, TextTone::Muted, this);
    m_llm = new Pill(this);
    m_why = new ElidedLabel(QString(), TextRole::Body, TextTone::Normal, Qt::ElideRight, this);
    m_people = new Label(tr("Human"), TextRole::Small, TextTone::Muted, this);
    m_human = new Pill(this);
    layout->addWidget(m_judge);
    layout->addWidget(m_llm);
    layout->addWidget(m_why, 1);
    layout->addWidget(m_people);
    layout->addWidget(m_human);
}

void FeatureScoreLine::setOpinions(const FeatureOpinions& opinions, const std::string& judge) {
    const OpinionSummary said = summarise(opinions, judge);
    m_judge->setText(judgeTitle(QString::fromStdString(judge)));
    m_llm->setAccessibleName(m_judge->text());
    m_human->setAccessibleName(m_people->text());
    m_llm->set(said.llm ? std::optional<double>(*said.llm) : std::nullopt,
               said.llm          ? formatScore(*said.llm)
               : said.llmUnrated ? QStringLiteral("?")
                                 : QStringLiteral("\u2013"),
               CellMark::None);
    const QString why = literalText(said.llmText.simplified().left(500));
    m_why->setText(why.isEmpty() ? (said.llm ? QString() : tr("not asked yet")) : why);
    m_why->setTone(said.llm ? TextTone::Normal : TextTone::Muted);
    m_human->set(said.human, said.human ? formatScore(*said.human) : QStringLiteral("\u2013"),
                 said.disputed      ? CellMark::Disputed
                 : said.adjudicated ? CellMark::Adjudicated
                                    : CellMark::None);
    const QString people = said.people.isEmpty() ? tr("Nobody has rated it yet") : said.people;
    m_people->setToolTip(plainToolTip(people));
    m_human->setToolTip(plainToolTip(people));
    setAccessibleName(text());
}

QString FeatureScoreLine::text() const {
    return QStringLiteral("%1: %2. %3 %4: %5")
        .arg(m_judge->text(), m_llm->text(), m_why->text(), m_people->text(), m_human->text());
}

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_opinions.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr qsizetype longestText = 4000;

}  // namespace

QString opinionRemark(const Opinion& opinion) {
    if (opinion.judge) {
        return opinion.suspicious ? AgreementOpinions::tr("judge; its contexts look as if they were meant to steer it")
                                  : AgreementOpinions::tr("judge");
    }
    if (opinion.confirmed) {
        return AgreementOpinions::tr("confirmed a judge's answer");
    }
    return opinion.blind ? AgreementOpinions::tr("blind") : AgreementOpinions::tr("had seen the judge's answer");
}

AgreementOpinions::AgreementOpinions(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    viewport()->setAutoFillBackground(false);
    m_inside = new QWidget(this);
    m_column = new QVBoxLayout(m_inside);
    m_column->setContentsMargins(0, 0, spacing(2), 0);
    m_column->setSpacing(spacing(2));
    setWidget(m_inside);
    m_inside->setAutoFillBackground(false);  // setWidget() turns it on
    setAccessibleName(tr("What each rater says"));
}

void AgreementOpinions::setOpinions(const std::vector<Opinion>& opinions) {
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Opinion& opinion : opinions) {
        auto* box = new QWidget(m_inside);
        auto* row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(spacing(3));
        auto* score = new Label(QString::number(opinion.score), TextRole::Heading, TextTone::Normal, box);
        row->addWidget(score, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        auto* top = new QHBoxLayout;
        top->setSpacing(spacing(2));
        top->addWidget(new Label(opinion.rater, TextRole::Strong, TextTone::Normal, box));
        top->addWidget(new ElidedLabel(opinionRemark(opinion), TextRole::Small,
                                       opinion.suspicious ? TextTone::Warning : TextTone::Muted, Qt::ElideRight, box),
                       1);
        words->addLayout(top);
        if (!opinion.text.isEmpty()) {
            auto* text = new Label(opinion.text.left(longestText), TextRole::Body, TextTone::Normal, box);
            text->setWordWrap(true);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse);
            words->addWidget(text);
        }
        row->addLayout(words, 1);
        m_column->addWidget(box);
        box->show();  // at once, so that sizeHint() counts it
    }
    m_column->addStretch(1);
    updateGeometry();
}

QSize AgreementOpinions::sizeHint() const {
    const int wanted = m_inside->heightForWidth(std::max(200, width() - 12));
    return {320, std::clamp(wanted > 0 ? wanted : m_inside->sizeHint().height(), 40, 220)};
}

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/contrast.h"

#include <QWidget>

namespace saferscope {

class Label;

/// The numbers of one feature: the contrast big, with its interval and what it means in words beside it; everything
/// else small below.
class FeatureNumbers : public QWidget {
    Q_OBJECT

public:
    enum Figure { Normalised, Effect, SplitHalf, ZScore, Density, Maximum, FigureCount };

    explicit FeatureNumbers(QWidget* parent = nullptr);
    void setContrast(const FeatureContrast& contrast, TokenScope scope);
    void clear();

    QString contrast() const;
    QString verdict() const;
    QString interval() const;
    QString figure(Figure figure) const;
    /// Why the intervals should not be trusted; empty when they may be.
    QString warning() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitRemarks();

    Label* m_verdict = nullptr;
    Label* m_contrast = nullptr;
    Label* m_interval = nullptr;
    Label* m_names[FigureCount] = {};
    Label* m_values[FigureCount] = {};
    Label* m_remarks[FigureCount] = {};
    Label* m_warning = nullptr;
};

/// "Fires more in chosen answers" and its sisters, from the contrast.
QString contrastInWords(const FeatureContrast& contrast);

}  // namespace saferscope

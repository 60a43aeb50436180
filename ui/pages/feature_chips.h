// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>
#include <vector>

namespace saferscope {

/// A feature that fires together with another one.
struct CoFeature {
    FeatureId feature;
    double contrast = 0.0;
    double share = 0.0;  ///< of the looked-at contexts in which it fires too
};

/// Features as small buttons that wrap; the dot's colour is the side the feature speaks for.
class FeatureChips : public QWidget {
    Q_OBJECT

public:
    explicit FeatureChips(QWidget* parent = nullptr);
    void setFeatures(const std::vector<CoFeature>& features);
    int count() const { return static_cast<int>(m_chips.size()); }
    QWidget* chip(int index) const { return m_chips[static_cast<std::size_t>(index)]; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void picked(saferscope::FeatureId feature);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int place(int width, bool move) const;

    std::vector<QWidget*> m_chips;
};

}  // namespace saferscope

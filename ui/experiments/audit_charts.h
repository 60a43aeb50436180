// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/audit_run.h"

#include <QPointF>
#include <QWidget>
#include <array>
#include <vector>

namespace saferscope {

/// False positive rate and true positive rate, from (0, 0) to (1, 1); equal values take one step. At most `most`
/// points.
std::vector<QPointF> rocPoints(std::span<const double> values, std::span<const std::uint8_t> bad,
                               std::size_t most = 400);

/// ROC curves of the kinds of suspicion, told apart by colour and dash; the chosen one is thick.
class AuditRocChart : public QWidget {
    Q_OBJECT

public:
    explicit AuditRocChart(QWidget* parent = nullptr);
    /// Nothing is drawn without a report that knows the truth.
    void setReport(const AuditReport* report);
    void setSuspicion(Suspicion by);
    const std::vector<QPointF>& curve(Suspicion by) const { return m_curves[static_cast<std::size_t>(by)]; }
    QSize sizeHint() const override { return {300, 260}; }
    QSize minimumSizeHint() const override { return {180, 160}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::array<std::vector<QPointF>, allSuspicions.size()> m_curves;
    Suspicion m_by = Suspicion::Combined;
};

/// How the suspicion is spread; labels that are known to be wrong stand hatched on top of the others.
class AuditHistogram : public QWidget {
    Q_OBJECT

public:
    struct Bin {
        std::uint64_t all = 0;
        std::uint64_t wrong = 0;
    };
    explicit AuditHistogram(QWidget* parent = nullptr);
    void setReport(const AuditReport* report, Suspicion by);
    const std::vector<Bin>& bins() const { return m_bins; }
    QSize sizeHint() const override { return {300, 180}; }
    QSize minimumSizeHint() const override { return {180, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();

    std::vector<Bin> m_bins;
    double m_low = 0.0;
    double m_high = 1.0;
    bool m_known = false;
    Suspicion m_by = Suspicion::Combined;
};

}  // namespace saferscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "ui/widgets/card.h"

#include <array>
#include <optional>

namespace saferscope {

class Label;

/// How well the autoencoder rebuilds what the reward model computes, measured on the index's own pairs: per scope
/// (sentence ends, all tokens), and in the reward model's own terms.
class OverviewQuality : public Card {
    Q_OBJECT

public:
    explicit OverviewQuality(QWidget* parent = nullptr);
    void setManifest(const std::optional<IndexManifest>& manifest);

private:
    struct Row {
        Label* atEnds = nullptr;
        Label* everywhere = nullptr;
    };
    QWidget* m_nothing = nullptr;
    QWidget* m_filled = nullptr;
    Row m_rebuilt;
    Row m_active;
    Row m_dead;
    Label* m_accuracy = nullptr;
    Label* m_correlation = nullptr;
    Label* m_verdict = nullptr;
};

/// One sentence of advice on the measured quality, empty when all looks well. A wrongly loaded autoencoder shows here.
QString qualityAdvice(const IndexManifest& manifest);

}  // namespace saferscope

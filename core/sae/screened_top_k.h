// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace saferscope {

/// The k largest of M pre-activations w_j . x + b_j per token, from approximations of all of them (a product in
/// bfloat16) and a float32 score of the few that can be among the k. The answer is exact: it is the top k of the
/// float32 scores of all M, with selectTopK's rule for ties, and the approximations cannot change it.
///
/// Why that holds. Let w~, x~ be the bfloat16 factors. For an approximation a_j and a float32 score e_j,
///   |a_j - e_j| <= |w_j - w~_j| |x| + |w~_j| |x - x~| + (rounding of both sums)
/// by Cauchy-Schwarz; a sum of n products in float32, in whatever order, is off by at most g(n) |w| |x| with
/// g(n) = n u / (1 - n u), u = 2^-24 (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1).
/// All norms are added up in float64 from the numbers really used. The smallest score among any k latents is a lower
/// bound of the k-th largest, so a latent whose a_j + bound_j stays below it is out. Rows for which nothing can be said
/// (not finite, huge, or too many latents in question) are scored in full.
///
/// A score is dotRow plus the bias: the same for a token whatever else is in the batch and however many threads there
/// are.
class ScreenBounds {
public:
    ScreenBounds() = default;
    /// weights [latents, width] float32, rounded [latents, width] bfloat16 (its bits), bias [latents].
    ScreenBounds(const float* weights, const std::uint16_t* rounded, const float* bias, std::int64_t latents,
                 std::int64_t width, int threads);

    /// What one token brings: |x| and |x - x~|, rounded up.
    struct Token {
        float norm = 0.0F;
        float error = 0.0F;
    };
    /// How far an approximation can be from the score. Never below the true bound.
    float of(std::int64_t latent, const Token& token) const { return at(m_latents, latent, token); }
    /// At least of() of every latent of a group of 16 columns.
    float ofGroup(std::int64_t group, const Token& token) const { return at(m_groups, group, token); }
    /// Whether the bounds say anything about this token.
    bool covers(const Token& token) const;

    /// For tests: every bound times `factor`. Below 1 the certificate is a lie.
    void scale(float factor);

private:
    struct Terms {
        float perNorm = 0.0F;
        float perError = 0.0F;
        float fixed = 0.0F;
    };
    static float at(const std::vector<Terms>& terms, std::int64_t i, const Token& token) {
        const Terms& t = terms[static_cast<std::size_t>(i)];
        return t.perNorm * token.norm + t.perError * token.error + t.fixed;
    }
    void groupTerms();

    std::vector<Terms> m_latents;
    std::vector<Terms> m_groups;
    double m_largestNorm = 0.0;  ///< of a weight row; infinite where something is not finite
};

/// Rounds rows [rows, width] to bfloat16 (to nearest, ties to even) and says how much was lost.
void roundRows(const float* rows, std::int64_t count, std::int64_t width, std::uint16_t* rounded,
               ScreenBounds::Token* tokens, int threads);  // tokens may be null

/// What became of the rows.
struct ScreenReport {
    std::int64_t rows = 0;
    std::int64_t scored = 0;    ///< float32 scores in screened rows, all together
    std::int64_t inFull = 0;    ///< rows scored in full, for any reason
    std::int64_t violated = 0;  ///< of these: rows where an approximation lay outside its bound. Never, unless the
                                ///< rounded weights are not those of the matrix, or the product is wrong
    void add(const ScreenReport& other);
};

/// An encoder and some tokens. Needs 1 <= k <= latents.
struct ScreenTask {
    const float* weights = nullptr;               ///< [latents, width]
    const float* bias = nullptr;                  ///< [latents]
    const ScreenBounds* bounds = nullptr;         ///< of these weights
    const float* x = nullptr;                     ///< [count, width]
    const ScreenBounds::Token* tokens = nullptr;  ///< [count], of x
    const float* approximations = nullptr;        ///< [count, latents]
    std::int64_t latents = 0;
    std::int64_t width = 0;
    std::int64_t count = 0;
    std::int64_t k = 0;
};

/// Fills indices and values [count, k].
ScreenReport screenTopK(const ScreenTask& task, std::int64_t* indices, float* values, int threads);

}  // namespace saferscope

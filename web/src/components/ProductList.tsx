import Link from 'next/link';
import type { Product } from '../api/answers';
import { money } from '../words';

export function ProductList({ products }: { products: Product[] }) {
  return (
    <ul className="products">
      {products.map(({ productId, name, description, price, currency }) => (
        <li key={productId} className="product">
          <h2>{name}</h2>
          <p className="description">{description}</p>
          <p className="price">{money(price, currency)}</p>
          <Link className="button" href={{ pathname: '/checkout', query: { product: productId } }}>Choose {name}</Link>
        </li>
      ))}
    </ul>
  );
}
